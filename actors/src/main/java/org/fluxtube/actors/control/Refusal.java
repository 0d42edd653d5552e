package org.fluxtube.actors.control;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Why a request is not carried out, and what would be. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  Refusal(HttpResponseStatus status, String message) {
    super(message, null, false, false);
    this.status = status.code();
  }

  /** The request is understood, but the campaign is in no state for it. */
  public static Refusal conflict(String message) {
    return new Refusal(HttpResponseStatus.CONFLICT, message);
  }

  /** There is no such chain or observable. */
  public static Refusal unknown(String message) {
    return new Refusal(HttpResponseStatus.NOT_FOUND, message);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}

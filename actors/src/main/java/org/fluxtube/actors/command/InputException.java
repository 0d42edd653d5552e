package org.fluxtube.actors.command;

/** What the user gave cannot be used; the message says what was got and what is allowed. */
final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InputException(String message) {
    super(message);
  }
}

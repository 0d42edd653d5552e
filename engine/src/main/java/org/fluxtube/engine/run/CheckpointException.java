package org.fluxtube.engine.run;

/** A checkpoint that cannot be used, and why. */
public abstract sealed class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private CheckpointException(String message) {
    super(message);
  }

  /** Truncated or changed after it was written: an older one may do. */
  public static final class Damaged extends CheckpointException {
    private static final long serialVersionUID = 1;

    /** Says what is wrong with it. */
    public Damaged(String message) {
      super(message);
    }
  }

  /** Intact, but of another theory: an older one will not do. */
  public static final class OtherTheory extends CheckpointException {
    private static final long serialVersionUID = 1;

    /** Says of what it is, and of what it should be. */
    public OtherTheory(String message) {
      super(message);
    }
  }

  /** Written by a newer program: an older one will not do. */
  public static final class NewerVersion extends CheckpointException {
    private static final long serialVersionUID = 1;

    NewerVersion(String message) {
      super(message);
    }
  }
}

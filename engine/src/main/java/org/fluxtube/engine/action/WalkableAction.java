package org.fluxtube.engine.action;

import org.fluxtube.engine.field.SpinField;

/** An action of spins that knows a better way to follow single changes than S anew each time. */
public interface WalkableAction extends Action<SpinField> {
  /**
   * A walk from the given spins, which it copies; any other call of this action, or of one that
   * shares its workspace, ends it.
   *
   * @param spins {@code [site][component]}, unit vectors; unchanged
   */
  SpinWalk walk(double[] spins);
}

package org.fluxtube.engine.catalogue;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents one component of a specification: a line of {@code fluxtube list}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Param {
  /** One sentence: meaning, unit, allowed range. */
  String value();

  /**
   * Whether a campaign file may leave the key out; the catalogue's example then gives its value.
   */
  boolean optional() default false;
}

package chat.localservers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for another site than the first. Sites of different numbers have servers of their own; their
 * NATS servers are joined as in production.
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface SiteNumber {

  /** 1 is the site of a parameter without this annotation. */
  int value();
}

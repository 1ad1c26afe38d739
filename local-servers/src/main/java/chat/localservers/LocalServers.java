package chat.localservers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a {@link TestSite}, as a parameter of its constructor or of any method. All
 * methods and nested classes of the class get the same one. Several parameters are several sites,
 * when they are told apart by {@link SiteNumber}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LocalServersExtension.class)
public @interface LocalServers {}

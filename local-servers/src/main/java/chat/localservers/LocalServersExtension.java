package chat.localservers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands out {@link TestSite}s, one per test class and number. The checkout is the one that the
 * system property {@code chat.root} names, else the one around the working folder.
 */
public final class LocalServersExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(LocalServersExtension.class);

  /** Kept in the store of the class, which closes it after the last test. */
  private record ClosingSite(TestSite site) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      site.remove();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestSite.class;
  }

  @Override
  public TestSite resolveParameter(ParameterContext parameter, ExtensionContext context) {
    int number = parameter.findAnnotation(SiteNumber.class).map(SiteNumber::value).orElse(1);
    ExtensionContext testClass = outermostClass(context);
    String name = testClass.getRequiredTestClass().getSimpleName();
    Store store = testClass.getStore(NAMESPACE);
    return store
        .computeIfAbsent(
            number,
            _ -> new ClosingSite(new TestSite(run(context), number, TestSite.freshId(name))),
            ClosingSite.class)
        .site();
  }

  /** Nested classes share the site of the class around them. */
  private static ExtensionContext outermostClass(ExtensionContext context) {
    ExtensionContext outermost = context;
    for (var here = Optional.of(context); here.isPresent(); here = here.get().getParent()) {
      if (here.get().getTestClass().isPresent()) {
        outermost = here.get();
      }
    }
    return outermost;
  }

  private static TestRun run(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(TestRun.class, _ -> join(), TestRun.class);
  }

  private static TestRun join() {
    String root = System.getProperty("chat.root", "");
    var checkout = root.isEmpty() ? Checkout.around(Path.of("")) : new Checkout(Path.of(root));
    try {
      return TestRun.join(checkout);
    } catch (IOException e) {
      throw new IllegalStateException("cannot start the servers", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}

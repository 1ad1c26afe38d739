package chat.localfleet;

import chat.runtime.ServiceProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The environment table of a service, from its {@code Config}. */
@Command(name = "env", description = "the environment variables of a service")
final class EnvCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SERVICE")
  private String service = "";

  @Override
  public Integer call() {
    System.out.print(ServiceProcess.table(ServiceCatalog.named(service).config()));
    return 0;
  }
}

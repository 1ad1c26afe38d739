package chat.localfleet;

import chat.runtime.EnvReader;
import chat.runtime.ServiceProcess;
import java.util.function.Consumer;

/**
 * A service that the local fleet runs.
 *
 * @param name as in the contract
 * @param config reads its variables, for {@code ./chat env}
 * @param start its {@code Main.start}
 */
record LocalService(String name, Consumer<EnvReader> config, ServiceProcess.Start start) {}

package chat.runtime;

/**
 * One row of a service's environment table.
 *
 * @param name the variable
 * @param required whether the service refuses to start without it
 * @param defaultText the default as an operator would write it, empty when there is none
 * @param meaning one sentence for the operator
 */
public record EnvVariable(String name, boolean required, String defaultText, String meaning) {}

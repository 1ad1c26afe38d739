package chat.issuernode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Everybody who can log in, by account. */
record People(Map<String, Person> byAccount) {

  /** A JSON list of {@link Person}. */
  static People in(Path file) {
    Person[] people = JsonMapper.builder().build().readValue(file.toFile(), Person[].class);
    return new People(
        Arrays.stream(people).collect(Collectors.toMap(Person::account, Function.identity())));
  }

  Optional<Person> named(String account) {
    return Optional.ofNullable(byAccount.get(account));
  }
}

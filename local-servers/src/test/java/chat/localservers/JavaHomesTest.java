package chat.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaHomesTest {

  @TempDir private Path temp;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void emptyHome() {
    environment.put("HOME", temp.resolve("home").toString());
  }

  @ParameterizedTest
  @CsvSource({"17.0.15, 17", "25, 25", "25.0.3, 25", "1.8.0_402, 8", "26-ea, 26"})
  void release_quotedVersion_givesTheFeature(String version, int feature) {
    String release = "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nOS_NAME=\"Linux\"\n";
    assertThat(JavaHomes.featureIn(release)).hasValue(feature);
  }

  @Test
  void release_withoutVersion_isEmpty() {
    assertThat(JavaHomes.featureIn("OS_NAME=\"Linux\"")).isEmpty();
  }

  @Test
  void cassandra_takesA17AndNoOther() throws Exception {
    jdk("jvm/a-25", "25");
    Path wanted = jdk("jvm/b-17", "17.0.15");

    assertThat(homes().java17()).isEqualTo(wanted);
  }

  @Test
  void services_runningJdkIsRecent_isTaken() {
    assertThat(homes().forServices()).isEqualTo(Path.of(System.getProperty("java.home")));
  }

  @ParameterizedTest
  @CsvSource({
    ".sdkman/candidates/java/17.0.9-tem",
    ".jenv/versions/17",
    ".asdf/installs/java/temurin-17",
    ".local/share/mise/installs/java/17",
    ".jdks/temurin-17"
  })
  void toolsOfTheUser_areSearched(String folder) throws Exception {
    Path wanted = jdk("home/" + folder, "17.0.9");

    assertThat(homes().java17()).isEqualTo(wanted);
  }

  @Test
  void path_linkToJava_leadsToItsHome() throws Exception {
    Path wanted = jdk("somewhere/17", "17.0.1").toRealPath();
    Files.createDirectories(temp.resolve("bin"));
    Files.createSymbolicLink(temp.resolve("bin/java"), wanted.resolve("bin/java"));
    environment.put("PATH", temp.resolve("bin").toString());

    assertThat(homes().java17()).isEqualTo(wanted);
  }

  @Test
  void variable_isTaken() throws Exception {
    jdk("jvm/17", "17.0.15");
    Path named = jdk("own/17", "17.0.1");
    environment.put("CHAT_JAVA17_HOME", named.toString());

    assertThat(homes().java17()).isEqualTo(named);
  }

  @Test
  void variable_otherVersion_isRefused() throws Exception {
    jdk("jvm/17", "17.0.15");
    environment.put("CHAT_JAVA17_HOME", jdk("own/21", "21.0.1").toString());

    assertThatThrownBy(() -> homes().java17())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CHAT_JAVA17_HOME=")
        .hasMessageContaining("is not a JDK 17");
  }

  @Test
  void nowhere_saysWhichVariableToSet() {
    assertThatThrownBy(() -> homes().java17())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CHAT_JAVA17_HOME");
  }

  private Path jdk(String folder, String version) throws Exception {
    Path home = temp.resolve(folder);
    ExecutableScript.printing(home.resolve("bin/java"), version);
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private JavaHomes homes() {
    return new JavaHomes(environment, List.of(temp.resolve("jvm")));
  }
}

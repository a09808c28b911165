package io.github.tagscaler.command.lint;

import static io.github.tagscaler.command.lint.CatalogFiles.EMPTY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.tagscaler.command.AnswerSchema;
import io.github.tagscaler.command.CommandRun;
import io.github.tagscaler.command.CommandRun.Shell;
import io.github.tagscaler.command.SeededAccount;
import io.github.tagscaler.json.Json;
import io.github.tagscaler.standin.engine.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LintTest {
  private static final String SARIF = "/io/github/tagscaler/command/lint/sarif-schema-2.1.0.json";

  private static final String PAY = "version: 1\npolicies:\n  chat: { extends: llm, max: 6 }\n";

  private static final String MISTAKES =
      """
      version: 1
      policies:
        slow: { extends: lmm }
        quick: { max: ten }
      tests:
        - given: { kind: real-time, tags: { policy: pay/chat } }
          expect: { max: 7 }
      """;

  @TempDir private Path directory;
  private CatalogFiles files;

  @BeforeEach
  void files() {
    files = new CatalogFiles(directory);
  }

  @Test
  void every_problem_is_shown_with_document_line_and_column() {
    files.file("catalog/vision.yaml", MISTAKES).file("catalog/pay.yaml", PAY);

    assertThat(files.shell().wide(120).run("lint", "catalog"))
        .isEqualTo(
            new CommandRun(
                1,
                """
                catalog/vision.yaml:3:20  error  policies.slow.extends = "lmm". There is no such policy. Did you mean "llm"? Policies to
                                                 extend: batch, cpu-model, default, ha, llm, office-hours, office-hours-zero, quick,
                                                 scale-out-only, scale-to-zero.
                catalog/vision.yaml:4:17  error  policies.quick.max = "ten". Use a whole number, for example 4.

                catalog: 2 documents, 1 policy, 0 guardrails. Tests: 1 skipped.
                2 errors.
                """,
                ""));
  }

  @Test
  void in_a_narrow_terminal_messages_stand_below_their_places() {
    files.file("catalog/vision.yaml", MISTAKES);

    assertThat(files.shell().wide(60).run("lint", "catalog").out())
        .contains(
            """
            catalog/vision.yaml:4:17  error
                policies.quick.max = "ten". Use a whole number, for
                example 4.
            """);
  }

  @Test
  void a_clean_catalog_is_summed_up() {
    files
        .file("pay.yaml", PAY)
        .file("_platform.yaml", "version: 1\nguardrails: [ { max: 9 } ]\n")
        .file(
            "tests/pay.yaml",
            "version: 1\ntests: [ { given: { tags: { policy: pay/chat } }, expect: { max: 6 } } ]\n");

    assertThat(files.lint("."))
        .isEqualTo(
            new CommandRun(
                0, ".: 2 documents, 1 policy, 1 guardrail. Tests: 1 passed.\nNo problems.\n", ""));
  }

  @Nested
  class Tests {
    @Test
    void beside_the_documents_are_run_and_their_files_are_no_documents() {
      files
          .file("pay.yaml", PAY)
          .file(
              "tests/pay.yaml",
              "version: 1\ntests:\n- name: small\n  given: { tags: { policy: pay/chat } }\n  expect: { max: 7 }\n");

      assertThat(lines("."))
          .containsExactly("tests/pay.yaml:5:18  error  Expected max 7, got 6 (test \"small\")");
    }

    @Test
    void in_a_file_that_is_no_file_of_tests_are_a_problem() {
      files.file("pay.yaml", PAY).file("tests/pay.yaml", PAY);

      assertThat(lines("."))
          .containsExactly(
              "tests/pay.yaml:2:1  error  policies. Unknown key \"policies\". Valid keys: version, tests.");
    }
  }

  @Nested
  class Files {
    @Test
    void of_one_document_are_two_too_many() {
      files.file("pay.yaml", PAY).file("pay.yml", PAY);

      assertThat(lines("."))
          .containsExactly(
              "pay.yml  error  This is the same document as pay.yaml. Remove one of them.");
    }

    @Test
    void that_look_like_documents_are_named() {
      files
          .file("pay.yaml", PAY)
          .file("web.YAML", PAY)
          .file("README.md", "")
          .file("old/web.yaml", PAY);

      assertThat(lines("."))
          .containsExactly(
              "old       warning  Documents in a subdirectory are not read. Move them up, or tests to tests/.",
              "web.YAML  warning  This file is not read. The name of a document ends in .yaml or .yml, in lower case.");
      assertThat(files.lint(".").exit()).isZero();
      assertThat(files.lint(".", "--strict").exit()).isOne();
    }

    @Test
    void of_other_tools_are_no_documents() {
      files.file("pay.yaml", PAY).file(".pre-commit-config.yaml", "repos: []\n");

      assertThat(lines(".")).isEmpty();
      assertThat(files.shell().run("try", "--catalog", ".", "policy=pay/chat").exit()).isZero();
    }

    @Test
    void that_are_missing_are_an_error() {
      files.file("README.md", "");

      assertThat(lines("."))
          .containsExactly(
              ".  error  This directory has no document: no file named *.yaml or *.yml.");
    }

    @ParameterizedTest
    @CsvSource({"4096, ", "4097, warning", "8192, warning", "8193, error"})
    void that_do_not_fit_into_a_parameter_are_named(int bytes, String severity) {
      var start = EMPTY + "# ä";
      int length = start.getBytes(StandardCharsets.UTF_8).length;
      files.file("pay.yaml", start + "x".repeat(bytes - length));

      assertThat(lines("."))
          .hasSize(severity == null ? 0 : 1)
          .allMatch(line ->
              line.startsWith(
                  "pay.yaml  %s  The document has %,d bytes, ".formatted(severity, bytes)));
    }

    @Test
    void in_another_encoding_are_named() {
      files
          .file("bom.yaml", "\ufeffversion: 1\n")
          .file("latin.yaml", "version: 1\n# M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1))
          .file("wide.yaml", "\ufeffversion: 1\n".getBytes(StandardCharsets.UTF_16LE));

      assertThat(lines("."))
          .containsExactly(
              "bom.yaml    error  It begins with a byte order mark (BOM). Save it as UTF-8 without one.",
              "latin.yaml  error  It is not UTF-8 text: byte 0xFC in line 2, column 4. Save it as UTF-8.",
              "wide.yaml   error  It is UTF-16 text. Save it as UTF-8.");
    }

    @Test
    void that_are_named_are_checked_with_those_beside_them_and_reported_alone() {
      files
          .file("_platform.yaml", "version: 1\npolicies: { base: { max: 3 } }\n")
          .file("pay.yaml", "version: 1\npolicies: { chat: { extends: base } }\n")
          .file("vision.yaml", MISTAKES);

      assertThat(lines("pay.yaml")).isEmpty();
      assertThat(lines("pay.yaml", "vision.yaml")).hasSize(2);
      assertThat(lines("_platform.yaml")).as("all depend on it").hasSize(2);
    }
  }

  @Test
  void a_broken_document_of_the_platform_hides_no_problem_of_others() {
    files
        .file("_platform.yaml", "version: 1\npolicies: { base: { max: many } }\n")
        .file("pay.yaml", "version: 1\npolicies: { a: { extends: b }, b: { extends: a } }\n")
        .file("web.yaml", "version: 1\npolicies: { chat: { extends: lmm } }\n");

    assertThat(lines("."))
        .extracting(line -> line.replaceFirst("(\\. [A-Z][^.]*\\.).*", "$1"))
        .containsExactly(
            "_platform.yaml:2:26  error  policies.base.max = \"many\". Use a whole number, for example 4.",
            "pay.yaml:2:27        error  policies.a.extends = \"b\". Circular extends: a -> b -> a.",
            "pay.yaml:2:46        error  policies.b.extends = \"a\". Circular extends: b -> a -> b.",
            "web.yaml:2:30        error  policies.chat.extends = \"lmm\". There is no such policy.");
  }

  @Test
  void a_parameter_that_cannot_be_decrypted_names_the_right_that_the_caller_lacks() {
    try (var account = SeededAccount.empty()) {
      account.seed(
          """
          {"parameters": {"/x/pay": {"Type": "SecureString", "Value": "version: 1"}}}
          """);
      var denied =
          Fault.error(400, "AccessDeniedException", "not authorized to perform: kms:Decrypt");
      account.aws().fault(denied.on("GetParametersByPath"));
      account.aws().fault(denied.on("GetParameter").always());

      assertThat(Shell.on(account.aws()).wide(200).run("lint", "/x").out())
          .startsWith(
              "/x/pay  error  The parameter /x/pay cannot be decrypted (AccessDeniedException: not authorized to perform: kms:Decrypt). You need kms:Decrypt on its key.\n");
    }
  }

  @Nested
  class Settings {
    @Test
    void of_the_stack_apply() {
      files.file("pay.yaml", PAY);

      assertThat(lines(".", "--set", "DefaultPolicy=pay/caht"))
          .containsExactly(
              "DefaultPolicy  error  There is no policy \"pay/caht\". Did you mean \"pay/chat\"? Known: default, batch, cpu-model, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero, pay/chat.");
      assertThat(lines(".", "--set", "DefaultPolicy=pay/chat")).isEmpty();
      assertThat(lines(".", "--set", "RequirePlatform=true"))
          .first()
          .asString()
          .contains("This stack requires the catalog document _platform");
    }
  }

  @Nested
  class Tags {
    @Test
    void are_checked_with_the_catalog_for_every_kind() {
      files.file("pay.yaml", PAY);

      assertThat(files.lint("--tags", "policy=pay/chat,max=20").out())
          .startsWith(
              "--tags (real-time)  error  UnknownPolicy: autoscaling:policy = \"pay/chat\"");
      assertThat(files.lint(".", "--tags", "policy=pay/chat,max=20"))
          .isEqualTo(
              new CommandRun(
                  0,
                  ".: 1 document, 1 policy, 0 guardrails. No tests.\n1 tag set checked.\nNo problems.\n",
                  ""));
      assertThat(lines(".", "--tags", "policy=pay/chat,wake=on", "--kind", "real-time,async"))
          .containsExactly(
              "--tags (real-time)  warning  NotApplicable: autoscaling:wake = \"on\" on endpoint/example. Real-time endpoints never scale to zero, so this has no effect. Remove it.",
              "--tags (async)      error    PolicyNotApplicable: autoscaling:policy = \"pay/chat\" on endpoint/example. Policy \"pay/chat\" applies to kind real-time or component only; endpoint/example/variant/AllTraffic is of kind async. Policies for that kind: default, batch, ha, office-hours, office-hours-zero, scale-out-only, scale-to-zero.");
    }

    @Test
    void that_request_nothing_are_named() {
      assertThat(files.lint("--tags", "environment=prod").out())
          .startsWith(
              "--tags (real-time)  warning  NoEffect: None of these tags requests autoscaling. Set policy = default, for example.\n");
    }

    @Test
    void under_an_off_switch_have_no_errors() {
      assertThat(files.lint("--tags", "policy=off,max=many").exit()).isZero();
    }
  }

  @Test
  void a_path_in_parameter_store_is_read_with_the_callers_credentials() {
    try (var account = SeededAccount.after("seed fleet.json")) {
      var run = Shell.on(account.aws()).run("lint", "/tagscaler/nothing");

      assertThat(run.exit()).isOne();
      assertThat(run.out())
          .startsWith(
              "/tagscaler/nothing  error  There is no such directory, and Parameter Store in us-east-1 has no");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lint /nowhere", "lint --catalog /nowhere", "try --catalog /nowhere max=2"})
  void a_path_that_exists_nowhere_is_said_to_be_read_from_parameter_store(String line) {
    try (var account = SeededAccount.empty()) {
      account.seed("{\"denied\": [\"ssm:GetParametersByPath\"]}");

      var run = Shell.on(account.aws()).run(line.split(" "));

      assertThat(run.exit()).isEqualTo(3);
      assertThat(run.err())
          .startsWith(
              "note: There is no file or directory /nowhere, so it is read as a path in Parameter Store (it starts with a slash).\nerror: ")
          .contains("ssm:GetParametersByPath");
    }
  }

  @Test
  void the_schema_for_editors_is_printed_whole() throws IOException {
    var run = files.lint("--schema");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .isEqualTo(
            java.nio.file.Files.readString(
                Path.of(
                    "src/main/resources/io/github/tagscaler/policy/catalog/catalog.schema.json")));
    assertThat(run.json().get("$id")).isEqualTo(Json.of("urn:tagscaler:catalog:1"));
  }

  @Nested
  class Formats {
    @Test
    void json_has_a_schema() {
      files.file("catalog/vision.yaml", MISTAKES).file("catalog/pay.yml", PAY);
      var run =
          files.lint(
              "catalog", "--tags", "policy=lmm", "--format", "json", "--set", "DefaultPolicy=x");

      assertThat(AnswerSchema.errors("lint", run.out())).isEmpty();
      assertThat(run.json().get("errors")).isEqualTo(Json.of(4));
      assertThat(run.json().get("findings").stream().map(each -> each.get("location").write()))
          .containsExactly(
              "{\"setting\":\"DefaultPolicy\"}",
              "{\"path\":\"catalog/vision.yaml\",\"line\":3,\"column\":20}",
              "{\"path\":\"catalog/vision.yaml\",\"line\":4,\"column\":17}",
              "{\"tags\":\"policy=lmm\",\"kind\":\"real-time\"}");
    }

    @Test
    void github_gets_annotations_that_nothing_breaks() {
      files
          .file("a,b:c%.yaml", EMPTY + "policies: { x: { max: \"50%\\n\" } }\n")
          .file("big.yaml", EMPTY + "#" + "x".repeat(5000));

      assertThat(files.lint(".", "--format", "github"))
          .isEqualTo(
              new CommandRun(
                  1,
                  """
                  ::error file=a%2Cb%3Ac%25.yaml,title=CatalogInvalid::No tag can use this document, because its name "a,b:c%25" is not valid. Rename the document. A name has at most 63 lower-case letters, digits, dots, hyphens and underscores, and begins with a letter or a digit.
                  ::warning file=big.yaml,title=DocumentSize::The document has 5,012 bytes, more than the 4,096 of a standard parameter. Store it as an advanced one (--tier Advanced), or move tests to tests/.
                  """,
                  ""));
    }

    @Test
    void sarif_is_valid_by_the_schema_of_OASIS_and_its_results_name_their_rules() {
      files.file("my catalog/vision.yaml", MISTAKES).file("my catalog/pay.yml", PAY);
      var run = files.lint("my catalog", "--tags", "max=x", "--format", "sarif");

      assertThat(run.exit()).isOne();
      assertThat(AnswerSchema.errorsBy(SARIF, run.out())).isEmpty();
      assertThat(
              AnswerSchema.errorsBy(SARIF, run.out().replace("\"startLine\":3", "\"startLine\":0")))
          .containsExactly(
              "/runs/0/results/0/locations/0/physicalLocation/region/startLine: must have a minimum value of 1");
      var log = run.json().get("runs").stream().findFirst().orElseThrow();
      var rules = log.get("tool").get("driver").get("rules").stream().toList();
      var results = log.get("results").stream().toList();
      assertThat(results)
          .allSatisfy(result -> {
            int index = Integer.parseInt(result.get("ruleIndex").write());
            assertThat(rules.get(index).get("id")).isEqualTo(result.get("ruleId"));
          });
      assertThat(results.getFirst().get("locations").write())
          .isEqualTo(
              "[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"my%20catalog/vision.yaml\"},\"region\":{\"startLine\":3,\"startColumn\":20}}}]");
      assertThat(results.getLast().get("locations").write())
          .isEqualTo("[{\"message\":{\"text\":\"max=x on real-time\"}}]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lint                         | error: Name what to check: a directory of YAML files, or tags, such as lint catalog/ or lint --tags policy=llm,max=6
          lint ''                      | error: A path is empty. The directory where you are is a dot: lint .
          lint catlog                  | error: There is no file or directory catlog. Did you mean catalog? lint accepts a directory of YAML files, files of it, or a path in Parameter Store, which starts with a slash: /tagscaler/catalog
          lint /nowhere/pay.yaml       | error: There is no file or directory /nowhere/pay.yaml. lint accepts a directory of YAML files, files of it, or a path in Parameter Store, which starts with a slash: /tagscaler/catalog
          lint notes.txt               | error: notes.txt is not a YAML file: the name of a document ends in .yaml or .yml.
          lint --tags llm              | error: "llm" is not a tag. Write KEY=VALUE, such as policy=llm max=8.
          lint catalog . --tags max=2  | error: With --tags, name one catalog only, so that it is clear which one applies.
          lint catalog --kind realtime --tags max=2 | error: --kind is "realtime", but it must be one of real-time, async, serverless, component, or all. Did you mean "real-time"?
          lint catalog --max-concurrency 0 --tags max=2 | error: --max-concurrency is 0, but it must be at least 1.
          lint --tags max=2 --set DefaultPolicy=lmm | error: DefaultPolicy = "lmm" cannot be used. There is no policy "lmm". Did you mean "llm"? Known: default, batch, cpu-model, ha, llm, office-hours, office-hours-zero, scale-out-only, scale-to-zero.
          lint catalog --format xml    | error: --format accepts text, json, github or sarif, not "xml".
          """)
  void a_command_line_that_cannot_be_used_is_answered_with_a_sentence(String line, String error) {
    files.file("catalog/pay.yaml", PAY).file("notes.txt", "");
    var words = List.of(line.split(" +")).stream().map(word -> word.equals("''") ? "" : word);
    var run = files.shell().run(words.toArray(String[]::new));

    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.err().lines().findFirst()).hasValue(error);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "github", "sarif"})
  void a_name_cannot_break_the_terminal_or_the_format(String format) {
    files.file("\u001b[31mx.yaml", "version: 1\npolicies: { \"\u202ea\": {} }\n");

    assertThat(files.lint(".", "--format", format).out()).doesNotContain("\u001b", "\u202e");
  }

  private List<String> lines(String... args) {
    return files
        .lint(args)
        .out()
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> !line.contains(" guardrail") && !line.equals("No problems."))
        .toList();
  }
}

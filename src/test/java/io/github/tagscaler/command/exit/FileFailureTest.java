package io.github.tagscaler.command.exit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileFailureTest {
  @Test
  void a_file_that_cannot_be_used_is_one_sentence_without_the_words_of_java() {
    assertThat(FileFailure.reading("a.yaml", new NoSuchFileException("/x/a.yaml")))
        .hasMessage("Cannot read a.yaml: it does not exist.");
    assertThat(FileFailure.reading("a.yaml", new AccessDeniedException("/x/a.yaml")))
        .hasMessage("Cannot read a.yaml: you lack the permission.");
    assertThat(
            FileFailure.writing(
                "r.html", new FileSystemException("r.html", null, "Is a directory")))
        .hasMessage("Cannot write r.html: is a directory.");
    assertThat(FileFailure.writing("r.html", new IOException("No space left on device")))
        .hasMessage("Cannot write r.html: No space left on device.");
  }
}

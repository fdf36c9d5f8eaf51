package io.github.bnn4j.spark.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputDirectoryTest {

    private static SparkSession session;

    @TempDir
    Path parent;

    @BeforeAll
    static void start() {
        session = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        session.close();
    }

    private Path out() {
        return parent.resolve("out");
    }

    private OutputDirectory claimed() throws IOException {
        OutputDirectory directory = new OutputDirectory(out().toString());
        assertThat(directory.claim(session)).isTrue();
        return directory;
    }

    /** A task that ends later than its job. */
    @Test
    void whatAFailedJobWritesAtItsEndIsRemoved() throws IOException {
        try (OutputDirectory directory = claimed()) {
            Files.createDirectories(out().resolve("_temporary").resolve("0"));
            Files.writeString(out().resolve("_temporary").resolve("0").resolve("part"), "half");
        }

        assertThat(out()).doesNotExist();
    }

    @Test
    void whatIsCompleteStays() throws IOException {
        try (OutputDirectory directory = claimed()) {
            Files.createDirectories(out());
            Files.writeString(out().resolve("part"), "whole");
            directory.complete();
        }

        assertThat(out().resolve("part")).hasContent("whole");
    }

    @Test
    void whatIsNoJobsStays() throws IOException {
        try (OutputDirectory directory = claimed()) {
            Files.createDirectories(out().resolve("_temporary"));
            Files.writeString(out().resolve("notes.txt"), "mine");
        }

        assertThat(out().resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void whatWasThereBeforeIsNotClaimed() throws IOException {
        Files.createDirectories(out());

        try (OutputDirectory directory = new OutputDirectory(out().toString())) {
            assertThat(directory.claim(session)).isFalse();
        }

        assertThat(out()).isDirectory();
    }
}

package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.quantizer.SteSign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class BnnSearchFailureTest {

    @TempDir
    Path out;

    @TempDir
    Path elsewhere;

    private BnnSearch.Builder broken(Path whileExists) {
        return new BnnSearch.Builder(
                        BnnSearchRuns.space().build(),
                        BnnSearchClusters.class,
                        BnnSearchClusters.brokenWhileExists(whileExists),
                        out)
                .generator(SearchGenerator.GRID)
                .gridSteps(4);
    }

    @ParameterizedTest
    @EnumSource
    void candidatesThatCannotBeBuiltAreRecordedAndTheSearchGoesOn(SearchGenerator generator) throws IOException {
        BnnSearchRuns told = new BnnSearchRuns();
        RefusableQuantizer.refused = false;
        BnnSpace.Builder space = BnnSearchRuns.space().kernelQuantizer(new SteSign(), new RefusableQuantizer());
        RefusableQuantizer.refused = true;
        BnnSearch search = BnnSearchRuns.search(space, out)
                .generator(generator)
                .candidates(8)
                .gridSteps(4)
                .listener(told)
                .build();

        List<CandidateRecord> records = search.run();

        assertThat(records).extracting(CandidateRecord::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(records).allSatisfy(record -> {
            boolean impossible = record.values().get("kernelQuantizer").equals("refusable");
            assertThat(record.failed()).isEqualTo(impossible);
            if (impossible) {
                assertThat(record.failure()).contains("kernelQuantizer", "refusable");
                assertThat(record.score()).isNull();
            }
        });
        assertThat(records).anyMatch(CandidateRecord::failed).anyMatch(record -> !record.failed());
        assertThat(told.finished).isEqualTo(records);
        assertThat(search.best().orElseThrow().failed()).isFalse();
    }

    @Test
    void allFailingGivesNoBest() throws IOException {
        BnnSearch search = broken(elsewhere).build();

        List<CandidateRecord> records = search.run();

        assertThat(records).hasSize(4).allSatisfy(record -> assertThat(record.failure())
                .contains("no data, \"sorry\""));
        assertThat(search.best()).isEmpty();
        assertThat(search.directory().bestModel()).doesNotExist();
    }

    @Test
    void failuresAreTriedAgain() throws IOException {
        Path flag = Files.createFile(elsewhere.resolve("flag"));
        broken(flag).build().run();
        Files.delete(flag);

        BnnSearch search = broken(flag).build();

        assertThat(search.run()).hasSize(4).noneMatch(CandidateRecord::failed);
    }

    /** The first candidates of the grid fail, and are mended after the better ones are done. */
    @Test
    void aMendedFailureDoesNotReplaceABetterModel() throws IOException {
        Path flag = Files.createFile(elsewhere.resolve("flag"));
        broken(flag)
                .listener(new SearchListener() {
                    @Override
                    public void finished(CandidateRecord candidate, boolean restored) {
                        try {
                            Files.deleteIfExists(flag);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                })
                .build()
                .run();

        BnnSearch search = broken(flag).build();
        List<CandidateRecord> records = search.run();

        assertThat(records).hasSize(4).noneMatch(CandidateRecord::failed);
        BnnSearchClusters data = new BnnSearchClusters();
        data.configure(BnnSearchClusters.properties(1));
        assertThat(ModelSerializer.restoreMultiLayerNetwork(
                                search.directory().bestModel().toFile(), false)
                        .evaluate(data.testData())
                        .accuracy())
                .isEqualTo(search.best().orElseThrow().score());
    }

    @Test
    void aScoreThatIsNotANumberIsAFailure() throws IOException {
        BnnSearchLossScore score = new BnnSearchLossScore();
        score.notANumber = true;
        BnnSearch search = BnnSearchRuns.search(BnnSearchRuns.space(), out)
                .score(score)
                .candidates(2)
                .build();

        assertThat(search.run()).hasSize(2).allSatisfy(record -> assertThat(record.failure())
                .contains("not a number"));
        assertThat(search.best()).isEmpty();
    }
}

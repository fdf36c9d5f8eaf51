package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class BnnSearchResumeTest {

    @TempDir
    Path whole;

    @TempDir
    Path broken;

    private BnnSearchClusters data;

    @BeforeEach
    void configure() {
        data = new BnnSearchClusters();
        data.configure(BnnSearchClusters.properties(1));
    }

    private static BnnSearch.Builder search(Path directory) {
        return BnnSearchRuns.search(
                        BnnSearchRuns.space().hiddenDropRate(0.0, .2).loss(OutputLoss.HINGE, OutputLoss.SOFTMAX),
                        directory)
                .gridSteps(2)
                .seed(3);
    }

    private double rescored(BnnSearch search) throws IOException {
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(
                search.directory().bestModel().toFile(), false);
        return network.evaluate(data.testData()).accuracy();
    }

    /** The genetic generator's population depends on the count of candidates, so that one is stopped instead. */
    @ParameterizedTest
    @EnumSource
    void resumedSearchEqualsUnbrokenOne(SearchGenerator generator) throws IOException {
        BnnSearch unbroken = search(whole).generator(generator).candidates(6).build();
        List<CandidateRecord> expected = unbroken.run();
        BnnSearch[] first = new BnnSearch[1];
        first[0] = search(broken)
                .generator(generator)
                .candidates(6)
                .listener(new SearchListener() {
                    @Override
                    public void finished(CandidateRecord candidate, boolean restored) {
                        if (candidate.index() == 2) {
                            first[0].stop();
                        }
                    }
                })
                .build();
        assertThat(first[0].run()).hasSize(3);

        BnnSearchRuns told = new BnnSearchRuns();
        BnnSearch second =
                search(broken).generator(generator).candidates(6).listener(told).build();
        List<CandidateRecord> resumed = second.run();

        assertThat(told.restored).containsExactly(0, 1, 2);
        assertThat(told.started).containsExactly(3, 4, 5);
        assertThat(BnnSearchRuns.essence(resumed)).isEqualTo(BnnSearchRuns.essence(expected));
        assertThat(second.best().orElseThrow().index())
                .isEqualTo(unbroken.best().orElseThrow().index());
        assertThat(rescored(second)).isEqualTo(second.best().orElseThrow().score());
        assertThat(rescored(unbroken)).isEqualTo(unbroken.best().orElseThrow().score());
    }

    @Test
    void moreCandidatesGoOnWhereFewerEnded() throws IOException {
        search(broken).candidates(3).build().run();
        BnnSearchRuns told = new BnnSearchRuns();

        List<CandidateRecord> records =
                search(broken).candidates(5).listener(told).build().run();

        assertThat(told.started).containsExactly(3, 4);
        assertThat(BnnSearchRuns.essence(records))
                .isEqualTo(BnnSearchRuns.essence(
                        search(whole).candidates(5).build().run()));
    }

    @Test
    void whatIsDoneIsKeptWhateverTheNewLimits() throws IOException {
        List<CandidateRecord> done = search(broken).candidates(5).build().run();

        BnnSearch again = search(broken).candidates(1).minutes(1e-12).build();

        assertThat(BnnSearchRuns.essence(again.run())).isEqualTo(BnnSearchRuns.essence(done));
        assertThat(rescored(again)).isEqualTo(again.best().orElseThrow().score());
    }

    @Test
    void theSameSpaceObjectMayBeSearchedTwice() throws IOException {
        BnnSpace space = BnnSearchRuns.space().width(4, 8).build();
        BnnSearch.Builder builder = new BnnSearch.Builder(
                        space, BnnSearchClusters.class, BnnSearchClusters.properties(1), broken)
                .candidates(2);
        List<CandidateRecord> once = builder.build().run();

        assertThat(BnnSearchRuns.essence(builder.build().run())).isEqualTo(BnnSearchRuns.essence(once));
    }

    @Test
    void theBestModelSurvivesACandidateThatIsTrainedAgain() throws IOException {
        BnnSearch before = search(broken).candidates(4).build();
        before.run();
        int best = before.best().orElseThrow().index();
        for (int i = 0; i < 4; i++) {
            if (i != best) {
                Files.delete(broken.resolve("candidates").resolve("0000" + i + ".json"));
            }
        }

        BnnSearch again = search(broken).candidates(4).build();
        again.run();

        assertThat(again.best().orElseThrow().index()).isEqualTo(best);
        assertThat(rescored(again)).isEqualTo(again.best().orElseThrow().score());
    }

    @Test
    void aDamagedRecordIsNamed() throws IOException {
        search(broken).candidates(2).build().run();
        Files.writeString(broken.resolve("candidates").resolve("00001.json"), "{\"index\": 1, ");

        assertThatThrownBy(() -> search(broken).candidates(3).build().run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("00001.json");
        assertThat(broken.resolve("candidates").resolve("00002.json")).doesNotExist();
    }

    @Test
    void aRecordOfAnotherCandidateIsNamed() throws IOException {
        search(broken).candidates(2).build().run();
        Path candidates = broken.resolve("candidates");
        Files.delete(candidates.resolve("00001.json"));
        Files.copy(candidates.resolve("00000.json"), candidates.resolve("00001.json"));

        assertThatThrownBy(() -> search(broken).candidates(3).build().run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("00001.json");
    }
}

package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.junit.jupiter.api.Test;

class CountedGeneratorTest {

    private final BnnSpace space = Candidates.everything().build();
    private final List<Candidate<?>> unbuildable = new ArrayList<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private int done;

    private CountedGenerator counted(CandidateGenerator base, int limit) {
        return new CountedGenerator(base, limit, stop::get, index -> index < done, unbuildable::add);
    }

    @Test
    void endsAtItsLimit() {
        CandidateGenerator base = Candidates.generator(SearchGenerator.RANDOM, space.network(), 1);
        assertThat(Candidates.take(counted(base, 4), 100)).hasSize(4).allSatisfy(Candidates::configuration);
        assertThat(unbuildable).isEmpty();
    }

    @Test
    void endsWhereItsBaseEnds() {
        BnnSpace three = new BnnSpace.Builder(3, 2).width(2, 3, 4).build();
        CandidateGenerator base = Candidates.generator(SearchGenerator.GRID, three.network(), 1);
        assertThat(Candidates.take(counted(base, 50), 100)).hasSize(3);
    }

    @Test
    void endsWhenItIsTold() {
        CountedGenerator generator = counted(Candidates.generator(SearchGenerator.RANDOM, space.network(), 1), 50);
        assertThat(Candidates.take(generator, 2)).hasSize(2);
        stop.set(true);
        assertThat(generator.hasMoreCandidates()).isFalse();
        assertThat(Candidates.take(generator, 2)).isEmpty();
    }

    @Test
    void givesWhatIsDoneWhateverTheLimits() {
        done = 5;
        stop.set(true);
        CandidateGenerator base = Candidates.generator(SearchGenerator.RANDOM, space.network(), 1);
        assertThat(Candidates.take(counted(base, 3), 100)).hasSize(5);
    }

    @Test
    void countsAndReportsWhatCannotBeBuilt() {
        CountedGenerator generator = counted(Candidates.generator(SearchGenerator.RANDOM, new Impossible(), 1), 3);
        List<Candidate<?>> candidates = Candidates.take(generator, 100);
        assertThat(candidates).hasSize(3);
        assertThat(unbuildable).isEqualTo(candidates).allSatisfy(candidate -> assertThat(candidate.getException())
                .hasMessage("impossible"));
    }

    /** Genetic search learns of scores. */
    @Test
    void handsScoresOn() {
        List<Candidate<?>> expected = Candidates.take(SearchGenerator.GENETIC, space.network(), 40);
        CandidateGenerator base = Candidates.generator(SearchGenerator.GENETIC, space.network(), 7);
        List<Candidate<?>> candidates = Candidates.take(counted(base, 40), 100);
        assertThat(candidates.stream().map(Candidate::getFlatParameters).toArray(double[][]::new))
                .isDeepEqualTo(
                        expected.stream().map(Candidate::getFlatParameters).toArray(double[][]::new));
    }

    @Test
    void handsTheSeedOn() {
        CountedGenerator generator = counted(Candidates.generator(SearchGenerator.RANDOM, space.network(), 1), 50);
        generator.setRngSeed(5);
        double[] first = generator.getCandidate().getFlatParameters();
        generator.setRngSeed(5);
        assertThat(generator.getCandidate().getFlatParameters()).isEqualTo(first);
        assertThat(generator.getParameterSpace()).isSameAs(space.network());
    }

    private static final class Impossible extends NestedSpace<Object> {

        @SuppressWarnings("unused")
        private final FixedValue<Integer> nested = new FixedValue<>(1);

        @Override
        public Object getValue(double[] values) {
            throw new IllegalStateException("impossible");
        }
    }
}

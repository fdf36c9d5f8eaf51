package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.scoring.impl.TestSetLossScoreFunction;
import org.junit.jupiter.api.Test;

/** Offspring of the best. */
class GeneticGeneratorTest {

    private static double mean(List<Candidate<?>> candidates) {
        return candidates.stream()
                .mapToDouble(candidate ->
                        Arrays.stream(candidate.getFlatParameters()).sum())
                .average()
                .orElseThrow();
    }

    /** The score is the sum of the numbers: 5 at random. */
    @Test
    void laterCandidatesScoreHigherThanEarlierOnes() {
        BnnSpace space = Candidates.everything().build();
        List<Candidate<?>> candidates = Candidates.take(SearchGenerator.GENETIC, space.network(), 120);
        assertThat(candidates).hasSize(120);
        assertThat(mean(candidates.subList(80, 120))).isGreaterThan(mean(candidates.subList(0, 10)) + 1);
    }

    @Test
    void laterCandidatesScoreLowerWhereTheScoreIsALoss() {
        BnnSpace space = Candidates.everything().build();
        CandidateGenerator generator =
                SearchGenerator.GENETIC.create(space.network(), new TestSetLossScoreFunction(), 3, 30, 7);
        List<Candidate<?>> candidates = Candidates.take(generator, 120);
        assertThat(mean(candidates.subList(80, 120))).isLessThan(mean(candidates.subList(0, 10)) - 1);
    }

    /** Arbiter mutates the numbers of a parent where it does not cross them. */
    @Test
    void offspringLeaveTheirParentsAlone() {
        BnnSpace space = Candidates.everything().build();
        CandidateGenerator generator = Candidates.generator(SearchGenerator.GENETIC, space.network(), 7);
        List<double[]> numbers = new ArrayList<>();
        List<double[]> copies = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Candidate<?> candidate = generator.getCandidate();
            numbers.add(candidate.getFlatParameters());
            copies.add(candidate.getFlatParameters().clone());
            generator.reportResults(new OptimizationResult(candidate, i / 100.0, i, null, null, null));
        }
        assertThat(numbers.toArray(double[][]::new)).isDeepEqualTo(copies.toArray(double[][]::new));
    }

    /** Candidates that fail have no score. */
    @Test
    void goesOnAtRandomWithoutScores() {
        BnnSpace space = Candidates.everything().build();
        CandidateGenerator generator = Candidates.generator(SearchGenerator.GENETIC, space.network(), 7);
        for (int i = 0; i < 30; i++) {
            Candidate<?> candidate = generator.getCandidate();
            assertThat(Candidates.configuration(candidate)).isNotNull();
            generator.reportResults(new OptimizationResult(candidate, null, i, null, null, null));
        }
    }

    @Test
    void oneHyperparameterIsEnough() {
        BnnSpace space =
                new BnnSpace.Builder(4, 2).width(4).learningRate(1e-3, 1e-1).build();
        assertThat(Candidates.take(SearchGenerator.GENETIC, space.network(), 40))
                .hasSize(40)
                .allSatisfy(Candidates::configuration);
    }

    /** There is nothing to vary: one candidate, then the end. */
    @Test
    void endsWhereThereIsNoChoice() {
        BnnSpace space = new BnnSpace.Builder(4, 2).width(4).build();
        List<Candidate<?>> candidates = Candidates.take(SearchGenerator.GENETIC, space.network(), 40);
        assertThat(candidates).hasSizeLessThanOrEqualTo(2);
        assertThat(Candidates.configuration(candidates.get(0))).isNotNull();
    }
}

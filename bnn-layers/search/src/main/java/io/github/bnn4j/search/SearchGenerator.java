package io.github.bnn4j.search;

import java.util.SplittableRandom;
import org.apache.commons.math3.random.JDKRandomGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.generator.GeneticSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.SinglePointCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.parentselection.RandomTwoParentSelection;
import org.deeplearning4j.arbiter.optimize.generator.genetic.mutation.RandomMutationOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.population.PopulationModel;
import org.deeplearning4j.arbiter.optimize.generator.genetic.selection.GeneticSelectionOperator;

/** Tells how candidates are chosen. Each gives the same candidates for the same seed and scores. */
public enum SearchGenerator {
    /** Each candidate independent of the others. */
    RANDOM {
        @Override
        CandidateGenerator create(
                ParameterSpace<?> space, ScoreFunction score, int gridSteps, int candidates, long seed) {
            RandomSearchGenerator generator = new RandomSearchGenerator(space);
            generator.setRngSeed(mixed(seed));
            return generator;
        }
    },
    /** All combinations, in order; ranges of numbers in a given count of steps. */
    GRID {
        @Override
        CandidateGenerator create(
                ParameterSpace<?> space, ScoreFunction score, int gridSteps, int candidates, long seed) {
            return new GridSearchCandidateGenerator(
                    space, gridSteps, GridSearchCandidateGenerator.Mode.Sequential, null);
        }
    },
    /** Candidates are random at first, then offspring of the best. */
    GENETIC {
        @Override
        CandidateGenerator create(
                ParameterSpace<?> space, ScoreFunction score, int gridSteps, int candidates, long seed) {
            // Arbiter's own generators of random numbers are seeded by the clock.
            RandomGenerator random = new JDKRandomGenerator();
            random.setSeed(mixed(seed));
            PopulationModel population = new PopulationModel.Builder()
                    .populationSize(Math.max(SMALLEST_POPULATION, Math.min(LARGEST_POPULATION, candidates / 3)))
                    .build();
            return new GeneticSearchCandidateGenerator.Builder(space, score)
                    .populationModel(population)
                    .selectionOperator(new GeneticSelectionOperator.Builder()
                            .randomGenerator(random)
                            .crossoverOperator(new SinglePointCrossover.Builder()
                                    .randomGenerator(random)
                                    .parentSelection(new CopiedParents(random))
                                    .build())
                            .mutationOperator(new RandomMutationOperator.Builder()
                                    .mutationRate(MUTATION_RATE)
                                    .randomGenerator(random)
                                    .build())
                            .build())
                    .build();
        }
    };

    private static final int SMALLEST_POPULATION = 4;
    private static final int LARGEST_POPULATION = 30;
    private static final double MUTATION_RATE = 0.1;

    abstract CandidateGenerator create(
            ParameterSpace<?> space, ScoreFunction score, int gridSteps, int candidates, long seed);

    /** Mixes a seed: the first numbers of Java's Random are nearly the same for neighbouring seeds, such as 1, 2 and 3. */
    private static long mixed(long seed) {
        return new SplittableRandom(seed).nextLong();
    }

    /** Arbiter mutates what it does not cross in place: a parent's numbers, and so those of a candidate that is done. */
    private static final class CopiedParents extends RandomTwoParentSelection {

        CopiedParents(RandomGenerator random) {
            super(random);
        }

        @Override
        public double[][] selectParents() {
            double[][] parents = super.selectParents();
            return new double[][] {parents[0].clone(), parents[1].clone()};
        }
    }
}

/**
 * The memory of ND4J's arrays, read and written by Java's own threads. Begin with {@link
 * io.github.bnn4j.memory.FloatMemory}; {@link io.github.bnn4j.memory.MemoryAccess} says how the elements are reached,
 * and {@link io.github.bnn4j.memory.Spans} shares the work out.
 */
package io.github.bnn4j.memory;

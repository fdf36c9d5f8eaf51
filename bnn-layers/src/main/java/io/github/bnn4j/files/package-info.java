/** Directories that one program at a time writes into. Begin with {@link io.github.bnn4j.files.DirectoryLock}. */
package io.github.bnn4j.files;

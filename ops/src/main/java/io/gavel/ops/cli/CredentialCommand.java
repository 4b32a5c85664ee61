package io.gavel.ops.cli;

import io.gavel.venue.ScramSha256;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Makes the verifier of a password, which a node's configuration may hold.
 */
@Command(
    name = "credential",
    description = "Print the verifier of a password for a node's configuration (gavel.operator.verifier).")
public final class CredentialCommand implements Callable<Integer>
{
    @Mixin
    private Output output;

    @Parameters(index = "0", paramLabel = "NAME", description = "Whose password it is, for the prompt.")
    private String name;

    @Option(names = "--new-password-file", paramLabel = "FILE",
        description = "Its first line is the password (default: asked for, or standard input).")
    private Path newPasswordFile;

    @Override
    public Integer call() throws IOException
    {
        final char[] password = newPasswordFile == null ? Secrets.ask(name) : Secrets.fromFile(newPasswordFile);
        final byte[] salt = new byte[ScramSha256.SALT_LENGTH];
        new SecureRandom().nextBytes(salt);
        final String verifier = ScramSha256.verifier(password, salt, ScramSha256.ITERATIONS).format();
        Arrays.fill(password, '\0');
        output.print(Output.object().put("name", name).put("verifier", verifier),
            "gavel.operator.verifier=" + verifier);
        return 0;
    }
}

package io.gavel.gateway;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a gateway until the process is told to end. Takes the path of a properties file, or nothing where system
 * properties say it all.
 */
public final class GatewayMain
{
    /** Exit status where the configuration is wrong. */
    public static final int STATUS_CONFIGURATION = 2;

    private GatewayMain()
    {
    }

    /**
     * Starts a gateway, and says where it listens in one line on standard output.
     *
     * @param args at most one: the properties file.
     * @throws InterruptedException where the main thread is interrupted.
     */
    public static void main(final String[] args) throws InterruptedException
    {
        final Gateway gateway;
        try
        {
            if (args.length > 1)
            {
                throw new GatewayConfigurationException(
                    "expected at most one argument, the configuration file, actual " + args.length);
            }
            gateway = Gateway.launch(GatewayContext.load(args.length == 0 ? null : path(args[0])).conclude());
        }
        catch (final GatewayConfigurationException e)
        {
            System.err.println("gateway: " + e.getMessage());
            System.exit(STATUS_CONFIGURATION);
            return;
        }
        final CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() ->
        {
            gateway.close();
            ended.countDown();
        }, "gateway-shutdown"));
        System.out.println("gateway listening on " + gateway.url());
        ended.await();
    }

    private static Path path(final String text)
    {
        try
        {
            return Path.of(text);
        }
        catch (final InvalidPathException e)
        {
            throw new GatewayConfigurationException("'" + text + "' is no path: " + e.getReason(), e);
        }
    }
}

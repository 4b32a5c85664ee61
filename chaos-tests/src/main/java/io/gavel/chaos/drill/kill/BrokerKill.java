package io.gavel.chaos.drill.kill;

import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.chaos.load.BrokerProcess;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A broker's process is killed in the midst of its trading, and comes back with its journal: twice, once at once. */
public final class BrokerKill implements Drill
{
    @Override
    public String name()
    {
        return "broker-kill";
    }

    @Override
    public String description()
    {
        return "kill -9 of a broker's process; it comes back with its journal, resolves all, and gets what it missed";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(1);
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final BrokerProcess broker = stage.load().brokerProcess();
        stage.fault("kill -9 of a broker's process");
        broker.kill();
        // Its open orders trade meanwhile: what it is to be told of when it is back.
        TimeUnit.MILLISECONDS.sleep(stage.random().nextInt(500));
        broker.start();
        stage.mended("started the broker");
        TimeUnit.MILLISECONDS.sleep(stage.random().nextInt(1_500));
        stage.progress("kill -9 of the broker while it comes back");
        broker.kill();
        broker.start();
        stage.mended("started the broker");
        broker.awaitUp();
        stage.load().trade();
        stage.awaitNewAnswer();
        stage.awaitAnswers(200);
    }
}

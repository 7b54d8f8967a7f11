using System;
using LogAggregator.Demo.Scenes;
using LogAggregator.Engine.Model;

namespace LogAggregator.Demo.Shop;

/// <summary>What worker and payment do besides orders: a word now and then, and failures again and again while the database is away.</summary>
sealed class ShopRetries(DemoDay day, Random random) : Scene(day, random)
{
    static readonly TimeSpan Mean = TimeSpan.FromMinutes(3);
    static readonly TimeSpan MeanInOutage = TimeSpan.FromSeconds(5);

    int _jobs = 7_000;
    int _attempts;

    public override void Play(DemoOutput output)
    {
        if (Day.Outage.Contains(Next)) Fail(output);
        else Work(output);
        var from = Next;
        Pause(Day.Outage.Contains(Next) ? MeanInOutage : Mean);

        // A quiet scene would sleep into the outage.
        if (from < Day.Outage.From && Next > Day.Outage.From) Next = Day.Outage.From;
    }

    void Work(DemoOutput output)
    {
        _attempts = 0;
        output.Print(Next, DemoContainers.Worker, Random.Next(12) switch
        {
            0 => ShopLines.Worker("warn", $"Job {_jobs} took longer than its 30 s"),
            < 4 => ShopLines.Worker("dbug", $"Queue depth {Random.Next(0, 14)}, {Random.Next(1, 5)} consumers"),
            _ => ShopLines.Worker("info", $"Job {_jobs} sent {Random.Next(1, 40)} mails"),
        });
        _jobs++;
        if (Chance(0.4)) output.Print(Next, DemoContainers.Payment, ShopLines.Payment(Next, "DEBUG", Random.Next(1, 9), $"HikariPool-1 - Pool stats (total=10, active={Random.Next(0, 4)}, idle={Random.Next(6, 10)}, waiting=0)"));
    }

    void Fail(DemoOutput output)
    {
        _attempts++;
        output.Print(Next, DemoContainers.Worker, ShopLines.Worker("fail", $"Job {_jobs} failed, attempt {_attempts}", StackTraces.DatabaseOfWorker), OutputStream.Stderr);
        if (Chance(0.5)) output.Print(Next, DemoContainers.Payment, ShopLines.Payment(Next, "ERROR", Random.Next(1, 9), $"HikariPool-1 - Cannot get a connection, attempt {_attempts}", StackTraces.DatabaseOfPayment));
    }
}

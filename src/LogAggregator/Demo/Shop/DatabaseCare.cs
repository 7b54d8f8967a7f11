using System;
using System.Globalization;
using LogAggregator.Demo.Scenes;
using LogAggregator.Engine.Model;

namespace LogAggregator.Demo.Shop;

/// <summary>The database in its usual hours: checkpoints and slow statements, on stderr as PostgreSQL has it.</summary>
sealed class DatabaseCare(DemoDay day, Random random) : Scene(day, random)
{
    static readonly TimeSpan Mean = TimeSpan.FromMinutes(2);

    static readonly string[] Statements =
    [
        "SELECT p.id, p.name, p.price FROM products p WHERE p.name ILIKE $1 ORDER BY p.rank LIMIT 50",
        "UPDATE stock SET count = count - 1 WHERE product = $1",
        "SELECT o.* FROM orders o JOIN customers c ON c.id = o.customer WHERE c.email = $1",
    ];

    public override void Play(DemoOutput output)
    {
        if (!Day.Outage.Contains(Next)) Work(output);
        Pause(Mean);
    }

    void Work(DemoOutput output)
    {
        switch (Random.Next(10))
        {
            case < 5:
                Checkpoint(output);
                break;
            case < 9:
                Print(output, Next, Random.Next(60, 400), string.Create(CultureInfo.InvariantCulture, $"LOG:  duration: {Random.Next(2000, 90000) / 10.0:0.0} ms  statement: {Any<string>(Statements)}"));
                break;
            default:
                Print(output, Next, Random.Next(60, 400), "WARNING:  there is already a transaction in progress");
                break;
        }
    }

    void Checkpoint(DemoOutput output)
    {
        var buffers = Random.Next(20, 900);
        var took = Milliseconds(2_000, 25_000);
        Print(output, Next, 27, "LOG:  checkpoint starting: time");
        Print(output, Next + took, 27, string.Create(CultureInfo.InvariantCulture, $"LOG:  checkpoint complete: wrote {buffers} buffers ({buffers / 163.84:0.0}%); 0 WAL file(s) added, 0 removed, 1 recycled; total={took.TotalSeconds:0.000} s"));
    }

    static void Print(DemoOutput output, DateTimeOffset time, int process, string text) =>
        output.Print(time, DemoContainers.Database, ShopLines.Database(time, process, text), OutputStream.Stderr);
}

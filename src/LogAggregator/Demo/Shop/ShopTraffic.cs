using System;
using System.Globalization;
using LogAggregator.Demo.Scenes;
using LogAggregator.Engine.Model;

namespace LogAggregator.Demo.Shop;

/// <summary>The customers: each request is a line of the web front, one of an API replica, and, for an order, lines of payment and worker.</summary>
sealed class ShopTraffic(DemoDay day, Random random) : Scene(day, random)
{
    /// <summary>10,000 requests a day.</summary>
    static readonly TimeSpan Mean = TimeSpan.FromSeconds(8.64);

    /// <summary>While nothing works, people and programs try again.</summary>
    const double RetriesInOutage = 4;

    static readonly string[] Agents =
    [
        "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
        "shop-app/4.2 (Android 15)",
    ];

    int _orders = 20_400;
    int _connections = 51_000;

    public override void Play(DemoOutput output)
    {
        var request = ShopRoutes.Draw(Random, Next);
        var fails = Day.Outage.Contains(Next) && !request.StaysAtWeb;
        if (fails) Fail(output, request with { Status = 502, Took = Milliseconds(900, 3100) });
        else Answer(output, request);
        Pause(Day.Outage.Contains(Next) ? Mean / RetriesInOutage : Mean);
    }

    void Answer(DemoOutput output, ShopRequest request)
    {
        var answered = request.Answered;
        if (!request.StaysAtWeb)
        {
            var line = request.Status == 500 ? ShopLines.ApiFailure(request, "Unhandled exception", StackTraces.NullOfApi) : ShopLines.Api(request);
            output.Print(answered, Replica(), line);
        }

        output.Print(answered + Milliseconds(0, 2), DemoContainers.Web, AccessOf(request));
        if (request.IsOrder && request.Status == 201) Order(output, request);
    }

    void Fail(DemoOutput output, ShopRequest request)
    {
        var answered = request.Answered;
        output.Print(answered, Replica(), ShopLines.ApiFailure(request with { Status = 500 }, "The database does not answer", StackTraces.DatabaseOfApi));
        output.Print(answered + Milliseconds(0, 2), DemoContainers.Web, ShopLines.WebError(request, _connections++, Address()), OutputStream.Stderr);
        output.Print(answered + Milliseconds(2, 3), DemoContainers.Web, AccessOf(request));
        if (!request.IsOrder) return;
        output.Print(answered, DemoContainers.Payment, ShopLines.Payment(answered, "ERROR", Random.Next(1, 9), $"Charge failed trace_id={request.TraceId}", StackTraces.DatabaseOfPayment));
    }

    /// <summary>The charge while the customer waits, the rest when the worker comes to it.</summary>
    void Order(DemoOutput output, ShopRequest request)
    {
        var order = _orders++;
        var thread = Random.Next(1, 9);
        var charged = request.At + request.Took * 0.7;
        var cents = Random.Next(500, 30_000);
        output.Print(charged, DemoContainers.Payment, Random.Next(25) switch
        {
            0 => ShopLines.Payment(charged, "ERROR", thread, $"Charge of order {order} failed trace_id={request.TraceId}", StackTraces.TimeoutOfPayment),
            < 3 => ShopLines.Payment(charged, "WARN", thread, $"Card of order {order} was declined, the customer is asked for another trace_id={request.TraceId}"),
            _ => ShopLines.Payment(charged, "INFO", thread, string.Create(CultureInfo.InvariantCulture, $"Charged {cents / 100m:0.00} EUR for order {order} trace_id={request.TraceId}")),
        });
        var taken = request.Answered + Milliseconds(400, 9_000);
        var finished = taken + Milliseconds(150, 6_000);
        output.Print(taken, DemoContainers.Worker, ShopLines.Worker("info", $"Order {order} taken from the queue (trace_id {request.TraceId})"));
        output.Print(finished, DemoContainers.Worker, ShopLines.Worker("info", $"Order {order} packed in {(finished - taken).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms (trace_id {request.TraceId})"));
    }

    string AccessOf(ShopRequest request) =>
        ShopLines.Access(request, Address(), request.Status switch { 304 => 0, 502 => 157, _ => Random.Next(180, 48_000) }, Any<string>(Agents));

    string Address() => string.Create(CultureInfo.InvariantCulture, $"203.0.113.{Random.Next(2, 60)}");

    DemoContainer Replica() => Chance(0.5) ? DemoContainers.FirstApi : DemoContainers.SecondApi;
}

using System;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Demo.Scenes;

namespace LogAggregator.Demo.Shop;

/// <summary>Two hours before the end the payment service is made anew, with another version.</summary>
sealed class PaymentDeployment : Scene
{
    const string PreviousId = "5d0c41b7e2a9";

    static readonly TimeSpan BeforeEnd = TimeSpan.FromHours(2);

    public PaymentDeployment(DemoDay day, Random random)
        : base(day, random) => Next = day.HasEvents ? day.End - BeforeEnd : DateTimeOffset.MaxValue;

    public override void Play(DemoOutput output)
    {
        var time = Next + TimeSpan.FromMilliseconds(1_420);
        output.Stop(Next, DemoContainers.Payment, exitCode: 143);
        output.Tell(time, DemoContainers.Payment, new LifecycleRecord(LifecycleKind.Recreate, DemoPrint.NsOf(time)) { PreviousId = PreviousId });
        Next = DateTimeOffset.MaxValue;
    }
}

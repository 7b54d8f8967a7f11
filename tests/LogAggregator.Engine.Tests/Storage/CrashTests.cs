using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>What a kill or a power cut leaves at any moment opens again, with every acknowledged batch once.</summary>
public sealed class CrashTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task AKillLosesNothingThatWasAcknowledged(int seed)
    {
        var run = new CrashRun(seed, keepsAcknowledged: true, directory => directory.AfterKill());
        await run.RunAsync(Durability.Written);
        await run.VerifyAsync();
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task APowerCutLosesNothingThatWasMadeDurable(int seed)
    {
        var random = new Random(seed);
        var run = new CrashRun(seed, keepsAcknowledged: true, directory => directory.AfterPowerCut(random));
        await run.RunAsync(Durability.Durable);
        await run.VerifyAsync();
    }

    [Theory, MemberData(nameof(Seeds))]
    public async Task APowerCutNeverKeepsAPositionWithoutItsLines(int seed)
    {
        var random = new Random(seed);
        var run = new CrashRun(seed, keepsAcknowledged: false, directory => directory.AfterPowerCut(random));
        await run.RunAsync(Durability.Written);
        await run.VerifyAsync();
    }
}

using System.Threading.Tasks;
using LogAggregator.EndToEnd.Harness;
using Xunit;

namespace LogAggregator.EndToEnd.Collection;

/// <summary>What containers usually do.</summary>
public abstract class PlainCollectionCases(SharedEngine engine) : EngineCases(engine)
{
    [Fact(Timeout = Limit)]
    public async Task LinesOfBothStreamsAreCollectedWithTheirStream()
    {
        await using var service = await StartServiceAsync();
        await Docker.RunAsync("plain", "seq 1 100; seq 101 200 >&2");
        var records = await LinesAreThereAsync(service, "plain", 200);
        Assert.All(records, r => Assert.Equal(int.Parse(r.Message) <= 100 ? "stdout" : "stderr", r.Stream));
    }
}

[Collection(OldEngineTests.Name)]
public sealed class PlainCollectionOnDocker20(OldEngine engine) : PlainCollectionCases(engine);

[Collection(NewEngineTests.Name)]
public sealed class PlainCollectionOnDocker26(NewEngine engine) : PlainCollectionCases(engine);

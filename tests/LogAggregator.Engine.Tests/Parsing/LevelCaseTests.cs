using LogAggregator.Engine.Parsing;
using Xunit;

namespace LogAggregator.Engine.Tests.Parsing;

public sealed class LevelCaseTests
{
    public static TheoryData<string, string> Cases => CaseFile.Load("levels.txt");

    [Theory]
    [MemberData(nameof(Cases))]
    public void ALineHasTheLevelThatItsProgramMeant(string expected, string line)
    {
        var parsed = new LineParser().Parse(CaseFile.Bytes(line));

        Assert.Equal(expected, parsed.Level is { } level ? LevelWords.Name(level) : "-");
    }
}

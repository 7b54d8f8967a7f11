using System.Text;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Engine.Model;
using LogAggregator.Metrics;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Lines;

public sealed class ParseMissesTests
{
    [Theory]
    [InlineData("""{"level":"info","message":"whole"}""", 0, 0)]
    [InlineData("""{"level":"info","message":"cut""", 1, 0)]
    [InlineData("""  {"level":"info"} and more""", 1, 0)]
    [InlineData("{plain braces} WARN yes", 1, 0)]
    [InlineData("level=info msg=yes", 0, 0)]
    [InlineData("2026-11-26T10:00:00Z with a time", 0, 0)]
    [InlineData("WARN: with a level", 0, 0)]
    [InlineData("neither", 0, 1)]
    [InlineData("", 0, 1)]
    public void OnlyWhatMayHaveSaidMoreIsCounted(string line, long brokenJson, long bare)
    {
        var writer = new RecordWriter(new ServiceMetrics()) { Sources = new SourceTable(new ContainerIdentity("h", "id", "name", "image", "", "")) };
        writer.Write(OutputStream.Stdout, 1, RecordFlags.None, Encoding.UTF8.GetBytes(line));
        Assert.Equal(new ParseMisses(brokenJson, bare), writer.Misses);
        writer.Clear();
        Assert.Equal(default, writer.Misses);
    }
}

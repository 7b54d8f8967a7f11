using System.Linq;
using System.Text;
using LogAggregator.Engine.Model;
using LogAggregator.Engine.Parsing;
using Xunit;

namespace LogAggregator.Engine.Tests.Parsing;

public sealed class SeedExampleTests
{
    const string JsonLine =
        """{"timestamp":"2025-11-11T10:30:00Z","level":"INFO","message":"Request processed successfully","service":"data-api","container_name":"homeiq-data-api","container_id":"abc123","metadata":{"duration_ms":45,"endpoint":"/api/events"}}""";

    [Fact]
    public void TheJsonLogComesOutWithTheSameValues()
    {
        var parsed = new LineParser().Parse(Encoding.UTF8.GetBytes(JsonLine));

        Assert.Equal(LineFormat.Json, parsed.Format);
        Assert.Equal("2025-11-11T10:30:00Z", Timestamps.Format(parsed.TimestampNs!.Value));
        Assert.Equal(Level.Info, parsed.Level);
        Assert.Equal("Request processed successfully", Encoding.UTF8.GetString(parsed.Message.Span));
        Assert.Equal("data-api", Encoding.UTF8.GetString(parsed.Service.Span));
        Assert.Equal("homeiq-data-api", Encoding.UTF8.GetString(parsed.ContainerName.Span));
        Assert.Equal("abc123", Encoding.UTF8.GetString(parsed.ContainerId.Span));
        Assert.Equal(
            ["duration_ms=45 Number", "endpoint=/api/events Text"],
            parsed.Fields.Select(f => $"{Encoding.UTF8.GetString(f.Key.Span)}={Encoding.UTF8.GetString(f.Value.Span)} {f.Kind}"));
    }

    [Fact]
    public void ThePlainLineLosesItsTimeAndCountsAsInfo()
    {
        var parsed = new LineParser().Parse("2025-11-11T10:30:00Z Request processed successfully"u8.ToArray());

        Assert.Equal(LineFormat.Plain, parsed.Format);
        Assert.Equal("2025-11-11T10:30:00Z", Timestamps.Format(parsed.TimestampNs!.Value));
        Assert.Equal("Request processed successfully", Encoding.UTF8.GetString(parsed.Message.Span));
        Assert.Null(parsed.Level);
        Assert.Empty(parsed.Fields);
    }
}

using System.Collections.Generic;
using System.Text;
using LogAggregator.Collect.Docker.Lines;
using LogAggregator.Engine.Model;
using Xunit;

namespace LogAggregator.Tests.Collect.Docker.Lines;

public sealed class LifecycleRecordTests
{
    const long TimeNs = 1_762_857_000_123_000_000;

    [Theory]
    [InlineData(null, false, Level.Info, "web stopped")]
    [InlineData(0, false, Level.Info, "web stopped: exit code 0")]
    [InlineData(143, false, Level.Info, "web stopped: exit code 143 (SIGTERM)")]
    [InlineData(130, false, Level.Info, "web stopped: exit code 130 (SIGINT)")]
    [InlineData(137, false, Level.Warning, "web stopped: exit code 137 (SIGKILL)")]
    [InlineData(1, false, Level.Error, "web stopped: exit code 1")]
    [InlineData(139, false, Level.Error, "web stopped: exit code 139")]
    [InlineData(137, true, Level.Error, "web was killed: out of memory, exit code 137 (SIGKILL)")]
    public void AStopIsAsBadAsItsExitCode(int? exitCode, bool isOutOfMemory, Level level, string sentence)
    {
        var record = new LifecycleRecord(LifecycleKind.Stop, TimeNs) { ExitCode = exitCode, IsOutOfMemory = isOutOfMemory };
        Assert.Equal((level, sentence), (record.Level, record.Sentence("web")));
    }

    [Fact]
    public void TheLineSaysAllOfIt()
    {
        var record = new LifecycleRecord(LifecycleKind.Stop, TimeNs) { ExitCode = 137, IsOutOfMemory = true };
        Assert.Equal(
            """{"level":"ERROR","message":"web was killed: out of memory, exit code 137 (SIGKILL)","lifecycle":{"event":"stop","at":"2025-11-11T10:30:00.123Z","exit_code":137,"out_of_memory":true}}""",
            LineOf(record));
        Assert.Equal(
            """{"level":"INFO","message":"web was made anew in place of 0123456789ab and started","lifecycle":{"event":"recreate","at":"2025-11-11T10:30:00.123Z","previous_id":"0123456789ab"}}""",
            LineOf(new LifecycleRecord(LifecycleKind.Recreate, TimeNs) { PreviousId = "0123456789ab" }));
    }

    [Theory]
    [InlineData(true, false, "web was paused")]
    [InlineData(true, true, "web was found paused")]
    [InlineData(false, false, "web goes on after a pause")]
    [InlineData(false, true, "web was found running again after a pause")]
    public void APauseIsNoTrouble(bool isBeginning, bool isFound, string sentence)
    {
        var record = new LifecycleRecord(isBeginning ? LifecycleKind.Pause : LifecycleKind.Unpause, TimeNs) { IsFound = isFound };
        Assert.Equal((Level.Info, sentence), (record.Level, record.Sentence("web")));
    }

    [Fact]
    public void ARenameSaysBothNames()
    {
        var record = new LifecycleRecord(LifecycleKind.Rename, TimeNs) { Name = "web", PreviousName = "shop" };
        Assert.Equal(
            """{"level":"INFO","message":"shop was renamed to web","lifecycle":{"event":"rename","at":"2025-11-11T10:30:00.123Z","name":"web","previous_name":"shop"}}""",
            LineOf(record));
        Assert.Equal(
            """{"level":"INFO","message":"shop was found renamed to web","lifecycle":{"event":"rename","at":"2025-11-11T10:30:00.123Z","name":"web","previous_name":"shop","found":true}}""",
            LineOf(record with { IsFound = true }));
    }

    static string LineOf(LifecycleRecord record)
    {
        var batch = new RecordBatch();
        record.AddTo(batch, new SourceTable(ContainerIdentity.Of("host", new string('a', 64), "web", "image", new Dictionary<string, string>())), TimeNs);
        Assert.Equal((TimeNs, RecordFlags.Lifecycle, OutputStream.None), (batch.Rows[0].TimestampNs, batch.Rows[0].Flags, batch.Rows[0].Source.Stream));
        return Encoding.UTF8.GetString(batch.LineAt(0));
    }
}

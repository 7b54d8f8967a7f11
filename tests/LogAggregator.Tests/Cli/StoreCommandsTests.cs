using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Api.UiSettings;
using LogAggregator.Cli;
using LogAggregator.Configuration;
using LogAggregator.Engine;
using LogAggregator.Engine.Model;
using Xunit;

namespace LogAggregator.Tests.Cli;

public sealed class StoreCommandsTests : IDisposable
{
    const int Records = 50;

    readonly string _folder = Directory.CreateTempSubdirectory("store-commands").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task CatPrintsEveryRecordAsItCame()
    {
        await FillAsync();
        using var output = new MemoryStream();
        Assert.Equal(0, await CatCommand.RunAsync(Options(), output, TextWriter.Null));
        var messages = Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("message").GetString());
        Assert.Equal(Enumerable.Range(0, Records).Select(i => $"line {i}"), messages);
    }

    [Fact]
    public async Task VerifyCountsWhatCanBeRead()
    {
        await FillAsync();
        using var output = new StringWriter();
        Assert.Equal(0, VerifyCommand.Run(Options(), output, TextWriter.Null));
        Assert.Contains($"{Records} records, no damage", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSettingsOfThePageAreNoneOfTheStoresBusiness()
    {
        string[] names = [SettingsFile.Name, SettingsFile.NewName, SettingsFile.Name + ".damaged-20251111T120000Z"];
        foreach (var name in names) await File.WriteAllTextAsync(Path.Combine(_folder, name), "{", TestContext.Current.CancellationToken);
        await FillAsync();
        await using (var store = Open()) Assert.Equal(Records, store.Statistics.Records);
        using var output = new StringWriter();
        Assert.Equal(0, VerifyCommand.Run(Options(), output, TextWriter.Null));
        Assert.Contains($"{Records} records, no damage", output.ToString(), StringComparison.Ordinal);
        Assert.All(names, name => Assert.Equal("{", File.ReadAllText(Path.Combine(_folder, name))));
    }

    [Fact]
    public async Task VerifySaysWhereTheDamageIs()
    {
        await FillAsync();
        var wal = Directory.GetFiles(_folder, "wal-*").Single();
        var bytes = await File.ReadAllBytesAsync(wal, TestContext.Current.CancellationToken);
        var at = bytes.AsSpan().IndexOf("line 10"u8);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(wal, bytes, TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        Assert.Equal(1, VerifyCommand.Run(Options(), output, TextWriter.Null));
        Assert.Contains($"{Path.GetFileName(wal)}: DAMAGED", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADirectoryThatIsInUseOrMissingIsOneSentence()
    {
        using var errors = new StringWriter();
        await using (Open()) Assert.Equal(1, VerifyCommand.Run(Options(), TextWriter.Null, errors));
        Assert.Contains("in use", errors.ToString(), StringComparison.Ordinal);
        using var output = new MemoryStream();
        Assert.Equal(1, await CatCommand.RunAsync(Options() with { LogDirectory = Path.Combine(_folder, "none") }, output, errors));
        Assert.Contains("There is no directory", errors.ToString(), StringComparison.Ordinal);
    }

    async Task FillAsync()
    {
        await using var store = Open();
        for (var i = 0; i < Records; i++)
        {
            var batch = new RecordBatch();
            batch.Add(LogSource.Empty with { Service = "test" }, i, i, Level.Info, RecordFlags.None, Encoding.UTF8.GetBytes($"line {i}"));
            await store.AppendAsync(batch, Durability.Durable, CancellationToken.None);
        }
    }

    EmbeddedLogStore Open() => EmbeddedLogStore.Open(new EmbeddedStoreOptions { Directory = _folder, MinFreeDiskBytes = 0 }, TimeProvider.System);

    ServiceOptions Options() =>
        OptionsReader.Read(new System.Collections.Generic.Dictionary<string, string> { ["--log-directory"] = _folder }, _ => null, out _);
}

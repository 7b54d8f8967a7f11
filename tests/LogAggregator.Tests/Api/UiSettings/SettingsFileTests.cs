using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Api.UiSettings;
using LogAggregator.Logging;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LogAggregator.Tests.Api.UiSettings;

public sealed class SettingsFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("ui-settings").FullName;
    readonly MemoryStream _log = new();
    readonly LoggerFactory _loggers;
    readonly SettingsFile _settings;

    public SettingsFileTests()
    {
        _loggers = new LoggerFactory([new ConsoleLog(_log, new TextLines(), ManualTime.AtNoon())]);
        _settings = new SettingsFile(_folder, ManualTime.AtNoon(), _loggers.CreateLogger<SettingsFile>());
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    string FilePath => Path.Combine(_folder, SettingsFile.Name);

    public void Dispose()
    {
        _settings.Dispose();
        _loggers.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task WhatWasSetIsThereAfterARestart()
    {
        await _settings.ReplaceAsync(Document("""{"theme":"dark"}"""), _ => true, Token);
        using var restarted = new SettingsFile(_folder, ManualTime.AtNoon(), _loggers.CreateLogger<SettingsFile>());
        Assert.Equal("""{"theme":"dark"}""", await TextAsync(restarted));
        Assert.Equal([SettingsFile.Name], Names());
    }

    [Fact]
    public async Task NothingIsWrittenBeforeSomethingIsSet()
    {
        Assert.Equal("{}", await TextAsync(_settings));
        Assert.Empty(Names());
    }

    [Fact]
    public async Task WhatIsNotExpectedIsNotReplaced()
    {
        var first = Document("""{"a":1}""");
        await _settings.ReplaceAsync(first, _ => true, Token);
        var standing = await _settings.ReplaceAsync(Document("""{"a":2}"""), _ => false, Token);
        Assert.Equal(first.Tag, standing.Tag);
        Assert.Equal("""{"a":1}""", await TextAsync(_settings));
    }

    [Fact]
    public async Task OfTwoAtOnceThatExpectTheSameOneIsRefused()
    {
        var documents = Enumerable.Range(0, 20).Select(number => Document($$"""{"a":{{number}}}""")).ToList();
        var standing = await Task.WhenAll(documents.Select(next => Task.Run(() => _settings.ReplaceAsync(next, present => present.Tag.Equals(SettingsDocument.Empty.Tag), Token), Token)));
        Assert.Single(documents.Zip(standing), pair => pair.First == pair.Second);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"a\":")]
    [InlineData("[]")]
    [InlineData("\0\0\0\0")]
    public async Task ADamagedFileIsKeptAsideReportedAndCountsAsEmpty(string content)
    {
        await File.WriteAllTextAsync(FilePath, content, Token);
        Assert.Equal("{}", await TextAsync(_settings));
        const string aside = SettingsFile.Name + ".damaged-20251111T120000Z";
        Assert.Equal([aside], Names());
        Assert.Equal(content, await File.ReadAllTextAsync(Path.Combine(_folder, aside), Token));
        Assert.Contains($"it is kept as {aside}", Encoding.UTF8.GetString(_log.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatIsTooLargeIsDamagedToo()
    {
        await File.WriteAllTextAsync(FilePath, "{}" + new string(' ', SettingsDocument.MaxBytes), Token);
        Assert.Equal("{}", await TextAsync(_settings));
        Assert.DoesNotContain(SettingsFile.Name, Names());
    }

    [Fact]
    public async Task WhatACrashLeftOfAWriteIsReplaced()
    {
        await _settings.ReplaceAsync(Document("""{"a":1}"""), _ => true, Token);
        await File.WriteAllTextAsync(Path.Combine(_folder, SettingsFile.NewName), """{"a":2,"b":"cut sho""", Token);
        Assert.Equal("""{"a":1}""", await TextAsync(_settings));
        await _settings.ReplaceAsync(Document("""{"a":3}"""), _ => true, Token);
        Assert.Equal("""{"a":3}""", await TextAsync(_settings));
        Assert.Equal([SettingsFile.Name], Names());
    }

    [Fact]
    public async Task AWriteThatFailsLeavesThePresentOne()
    {
        await _settings.ReplaceAsync(Document("""{"a":1}"""), _ => true, Token);
        Directory.CreateDirectory(Path.Combine(_folder, SettingsFile.NewName));
        await Assert.ThrowsAsync<IOException>(() => _settings.ReplaceAsync(Document("""{"a":2}"""), _ => true, Token));
        Assert.Equal("""{"a":1}""", await TextAsync(_settings));
    }

    [Fact]
    public async Task WhoReadsTheFileMeanwhileSeesTheOldOneOrTheNewOne()
    {
        SettingsDocument[] documents = [Document($$"""{"a":"{{new string('x', 200_000)}}"}"""), Document($$"""{"b":"{{new string('y', 100_000)}}"}""")];
        await _settings.ReplaceAsync(documents[0], _ => true, Token);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++) await _settings.ReplaceAsync(documents[i % 2], _ => true, Token);
        }, Token);
        do
        {
            var read = await File.ReadAllBytesAsync(FilePath, Token);
            Assert.Contains(documents, document => document.Json.AsSpan().SequenceEqual(read));
        }
        while (!writing.IsCompleted);
        await writing;
    }

    string[] Names() => [.. Directory.GetFileSystemEntries(_folder).Select(path => Path.GetFileName(path)!)];

    static async Task<string> TextAsync(SettingsFile settings) => Encoding.UTF8.GetString((await settings.ReadAsync(Token)).Json);

    static SettingsDocument Document(string text)
    {
        Assert.True(SettingsDocument.TryParse(Encoding.UTF8.GetBytes(text), out var document, out var error), error);
        return document!;
    }
}

using System;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Cli.Ask;
using Xunit;

namespace LogAggregator.Tests.Cli.Ask;

public sealed class AskTests
{
    static readonly DateTimeOffset Now = new(2025, 11, 11, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void AnErrorInTheQueryIsShownWithItsPlace()
    {
        var problem = AskArguments.Read("level:error | nothing", null, 8022, Now, out _);
        Assert.StartsWith("level:error | nothing\n              ^ ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TheServiceIsOnThisMachineUnlessSaidOtherwise()
    {
        Assert.Null(AskArguments.Read(null, null, 8023, Now, out var here));
        Assert.Equal("http://127.0.0.1:8023/logs/query?x", here.AddressOf("/logs/query", "x").ToString());
        Assert.Null(AskArguments.Read("a", "https://logs.example.org/sub/", 1, Now, out var there));
        Assert.Equal("https://logs.example.org/sub/ws/logs?x", there.AddressOf("/ws/logs", "x").ToString());
        Assert.Contains("--url", AskArguments.Read("a", "nowhere", 1, Now, out _), StringComparison.Ordinal);
    }

    [Fact]
    public void ATableIsAligned()
    {
        using var result = JsonDocument.Parse("""{"columns":["service","count"],"rows":[["a",12],["longer\u001b[2J",3]],"partial":true,"notes":["cut"]}""");
        Assert.Equal("\e[1mservice    count\e[0m\na             12\nlonger[2J      3\n\e[33mpartial: cut\e[0m", string.Join('\n', ResultText.Lines(result.RootElement)));
    }

    [Fact]
    public async Task IntoAPipeAResultIsLinesOfJson()
    {
        await using var service = await TestService.StartAsync();
        await service.KeepAsync("a", "ERROR", "x");
        var (code, output, _) = await QueryAsync(service, "| stats count() by level", forTerminal: false);
        Assert.Equal((0, "{\"level\":\"ERROR\",\"count\":1}\n"), (code, output));
    }

    [Fact]
    public async Task OnATerminalRecordsAreColouredLines()
    {
        await using var service = await TestService.StartAsync();
        await service.KeepAsync("a", "ERROR", "it broke");
        var (code, output, _) = await QueryAsync(service, "", forTerminal: true);
        Assert.Equal(0, code);
        Assert.EndsWith("\e[31mERROR   \e[0m \e[36ma\e[0m it broke" + Environment.NewLine, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereNobodyAnswersItSaysSo()
    {
        var errors = new StringWriter();
        AskArguments.Read("a", "http://127.0.0.1:1", 1, Now, out var asked);
        Assert.Equal(1, await QueryCommand.RunAsync(asked, false, Stream.Null, errors, TestService.Token));
        Assert.Contains("no answer from http://127.0.0.1:1", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATailThatIsRefusedSaysWhy()
    {
        await using var service = await TestService.StartAsync();
        var errors = new StringWriter();
        AskArguments.Read("| sort by level", service.Http.BaseAddress!.ToString(), 1, Now, out var asked);
        Assert.Equal(1, await new TailCommand(asked, false, Stream.Null, errors, TimeProvider.System).RunAsync(TestService.Token));
        Assert.Contains("sorts, which needs all records first", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATailShowsWhatIsCollectedUntilItIsStopped()
    {
        await using var service = await TestService.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestService.Token);
        await using var output = new FirstLine();
        AskArguments.Read("service:a", service.Http.BaseAddress!.ToString(), 1, Now, out var asked);
        var tail = new TailCommand(asked, false, output, TextWriter.Null, TimeProvider.System).RunAsync(stop.Token);
        // Records from before it is connected are not its own: they are sent until one is shown.
        while (!output.Shown.IsCompleted && !tail.IsCompleted) await service.KeepAsync("a", "INFO", "live");
        Assert.Contains("\"message\":\"live\"", await output.Shown, StringComparison.Ordinal);
        await stop.CancelAsync();
        Assert.Equal(0, await tail);
    }

    static async Task<(int Code, string Output, string Errors)> QueryAsync(TestService service, string text, bool forTerminal)
    {
        var output = new MemoryStream();
        var errors = new StringWriter();
        Assert.Null(AskArguments.Read(text, service.Http.BaseAddress!.ToString(), 1, Now, out var asked));
        var code = await QueryCommand.RunAsync(asked, forTerminal, output, errors, TestService.Token);
        return (code, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }

    sealed class FirstLine : MemoryStream
    {
        readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Shown => _line.Task;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _line.TrySetResult(Encoding.UTF8.GetString(buffer.Span));
            return ValueTask.CompletedTask;
        }
    }
}

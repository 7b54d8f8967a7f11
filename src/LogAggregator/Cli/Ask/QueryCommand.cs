using System;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Cli.Ask;

/// <summary><c>query '…'</c>: asks a running service; a table or coloured lines on a terminal, NDJSON into a pipe.</summary>
static class QueryCommand
{
    /// <summary>The service ends a query after 30 s, which it may begin later than asked for.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>0 if it was answered, 1 if not.</summary>
    public static async Task<int> RunAsync(AskArguments asked, bool forTerminal, Stream output, TextWriter errors, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            var address = asked.AddressOf("/logs/query", $"format={(forTerminal ? "json" : "ndjson")}&q={Uri.EscapeDataString(asked.Text)}");
            if (asked.Text.Trim().Length == 0) address = asked.AddressOf("/logs/query", $"format={(forTerminal ? "json" : "ndjson")}");
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
                await (forTerminal ? PrintAsync(body, output, cancellationToken) : body.CopyToAsync(output, cancellationToken));
                return 0;
            }

            await errors.WriteLineAsync(await AskFailure.SentenceAsync(response, cancellationToken));
            return 1;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or TaskCanceledException)
        {
            if (!cancellationToken.IsCancellationRequested) await errors.WriteLineAsync(AskFailure.NotReached(asked.Service, exception));
            return 1;
        }
    }

    static async Task PrintAsync(Stream body, Stream output, CancellationToken cancellationToken)
    {
        using var result = await JsonDocument.ParseAsync(body, default, cancellationToken);
        await using var text = new StreamWriter(output, leaveOpen: true);
        foreach (var line in ResultText.Lines(result.RootElement)) await text.WriteLineAsync(line.AsMemory(), cancellationToken);
    }
}

using System;
using System.Buffers;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace LogAggregator.Cli.Ask;

/// <summary>
/// <c>tail '…'</c>: records as they are collected, until it is stopped. When the connection ends it is made again, and goes on after the last
/// record shown, without a hole. Before the first record there is none to go on after.
/// </summary>
sealed class TailCommand(AskArguments asked, bool forTerminal, Stream output, TextWriter errors, TimeProvider time)
{
    static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    readonly ArrayBufferWriter<byte> _message = new();
    string? _cursor;

    /// <summary>0 when it was stopped, 1 when the service refuses, or was never reached.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var reached = false;
        while (true)
        {
            using var socket = new ClientWebSocket();
            socket.Options.CollectHttpResponseDetails = true;
            try
            {
                await socket.ConnectAsync(Address(), cancellationToken);
                reached = true;
                await ReadAsync(socket, cancellationToken);
                await errors.WriteLineAsync("the service ended the connection; connecting again");
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return 0;
            }
            catch (WebSocketException exception)
            {
                if (socket.HttpStatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError)
                {
                    await errors.WriteLineAsync(await RefusalAsync(cancellationToken));
                    return 1;
                }

                await errors.WriteLineAsync(AskFailure.NotReached(asked.Service, exception));
                if (!reached) return 1;
            }

            if (!await PauseAsync(cancellationToken)) return 0;
        }
    }

    async Task<bool> PauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(RetryDelay, time, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>The handshake does not give its body: asked without one, the service says the same.</summary>
    async Task<string> RefusalAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(asked.AddressOf("/ws/logs", Parameters()), cancellationToken);
        return await AskFailure.SentenceAsync(response, cancellationToken);
    }

    Uri Address()
    {
        var address = asked.AddressOf("/ws/logs", Parameters());
        return new UriBuilder(address) { Scheme = address.Scheme == "https" ? "wss" : "ws" }.Uri;
    }

    string Parameters()
    {
        var query = "notices=true";
        if (asked.Text.Trim().Length > 0) query += "&q=" + Uri.EscapeDataString(asked.Text);
        if (_cursor is not null) query += "&cursor=" + _cursor;
        return query;
    }

    async Task ReadAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        _message.ResetWrittenCount();
        while (true)
        {
            var received = await socket.ReceiveAsync(_message.GetMemory(4096), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close) return;
            _message.Advance(received.Count);
            if (!received.EndOfMessage) continue;
            await ShowAsync(cancellationToken);
            _message.ResetWrittenCount();
        }
    }

    async Task ShowAsync(CancellationToken cancellationToken)
    {
        using var message = JsonDocument.Parse(_message.WrittenMemory);
        var record = message.RootElement;
        if (record.TryGetProperty("dropped", out var dropped))
        {
            await errors.WriteLineAsync($"{dropped.GetRawText()} records were lost: this reader was too slow");
            return;
        }

        if (forTerminal) await output.WriteAsync(Encoding.UTF8.GetBytes(RecordLine.Of(record) + "\n"), cancellationToken);
        else
        {
            _message.Write("\n"u8);
            await output.WriteAsync(_message.WrittenMemory, cancellationToken);
        }

        await output.FlushAsync(cancellationToken);
        _cursor = record.GetProperty("id").GetString();
    }
}

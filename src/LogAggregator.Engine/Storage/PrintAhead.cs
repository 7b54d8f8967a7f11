using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using LogAggregator.Engine.Storage.Scanning;

namespace LogAggregator.Engine.Storage;

/// <summary>
/// Prints what a scan finds, on a thread of its own, a few pages ahead of who takes them: lines are put together while those before are
/// written elsewhere.
/// </summary>
sealed class PrintAhead : IAsyncDisposable
{
    /// <summary>One being made, one being taken, two between: 4 MiB.</summary>
    const int Pages = 4;

    // Bounded by the pages there are; nothing waits to write.
    readonly Channel<PrintedLines> _printed = Channel.CreateBounded<PrintedLines>(Pages);
    readonly Channel<PrintedLines> _empty = Channel.CreateBounded<PrintedLines>(Pages);
    readonly CancellationTokenSource _stop;
    readonly Task _printing;

    /// <param name="scan">Used here alone until this is disposed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public PrintAhead(Scan scan, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        for (var page = 0; page < Pages; page++) _empty.Writer.TryWrite(new PrintedLines());
        _printing = Task.Run(() => PrintAsync(scan, _stop.Token), CancellationToken.None);
    }

    /// <summary>Each holds until the next is asked for. What goes wrong in the scan is thrown here.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> PagesAsync()
    {
        await foreach (var page in _printed.Reader.ReadAllAsync(_stop.Token))
        {
            yield return page.Bytes;
            page.Clear();
            _empty.Writer.TryWrite(page);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _printing;
        _stop.Dispose();
    }

    async Task PrintAsync(Scan scan, CancellationToken cancellationToken)
    {
        try
        {
            for (var more = true; more;)
            {
                var page = await _empty.Reader.ReadAsync(cancellationToken);
                more = scan.TryPrint(page);
                if (!page.Bytes.IsEmpty) _printed.Writer.TryWrite(page);
            }

            _printed.Writer.TryComplete();
        }
        catch (Exception error)
        {
            // Thrown to who takes the pages.
            _printed.Writer.TryComplete(error);
        }
    }
}

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Playwright;

namespace LogAggregator.EndToEnd.Page;

/// <summary>
/// What no visit may cause: errors in the browser's console (a breach of the content security policy is one), exceptions, dialogs
/// of the browser's own, and requests to any other server than the one that is tested.
/// </summary>
sealed class Complaints
{
    readonly ConcurrentQueue<string> _all = new();
    readonly ConcurrentBag<string> _expected = [];

    /// <summary>Console errors with this text belong to the test: a request that it wants refused, a service that it ends.</summary>
    public void Expect(string text) => _expected.Add(text);

    public IReadOnlyList<string> Unexpected => [.. _all.Where(complaint => !_expected.Any(text => complaint.Contains(text, StringComparison.Ordinal)))];

    public void ListenTo(IPage page, Uri service)
    {
        page.Dialog += (_, dialog) =>
        {
            _all.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error") _all.Enqueue($"console: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _all.Enqueue("exception: " + error);
        page.Request += (_, request) =>
        {
            var address = new Uri(request.Url);
            if (address.Scheme is "http" or "https" or "ws" or "wss" && address.Authority != service.Authority) _all.Enqueue("request to another server: " + request.Url);
        };
    }
}

using System;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using LogAggregator.Engine;
using Microsoft.Extensions.Logging;

namespace LogAggregator.Api.UiSettings;

/// <summary>
/// <c>ui-settings.json</c> in the log directory. It is replaced as a whole: after a crash it is the old document or the new one. One
/// request at a time uses it; reading logs has nothing to do with it.
/// </summary>
sealed partial class SettingsFile(string directory, TimeProvider time, ILogger<SettingsFile> logger) : IDisposable
{
    public const string Name = "ui-settings.json";

    /// <summary>A document being written; without meaning after a crash.</summary>
    public const string NewName = Name + ".new";

    readonly string _path = Path.Combine(directory, Name);
    readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The document; an empty one where there is none, or none that can be read, which is then kept aside.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public async Task<SettingsDocument> ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await LoadAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Replaces the document if the present one is as expected. When the task completes the new one is on the disk.</summary>
    /// <param name="next">The new one.</param>
    /// <param name="isExpected">Asked about the present one.</param>
    /// <param name="cancellationToken">Ends waiting for a turn; a document is never written in part.</param>
    /// <returns>The document that stands now, which is <paramref name="next"/> if it was replaced.</returns>
    /// <exception cref="IOException">The disk failed, is full, or may not be written; the present document stands.</exception>
    public async Task<SettingsDocument> ReplaceAsync(SettingsDocument next, Func<SettingsDocument, bool> isExpected, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var present = await LoadAsync(cancellationToken);
            if (!isExpected(present)) return present;
            DurableFile.Replace(directory, Name, NewName, next.Json);
            return next;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    async Task<SettingsDocument> LoadAsync(CancellationToken cancellationToken)
    {
        var file = new FileInfo(_path);
        if (!file.Exists) return SettingsDocument.Empty;
        var error = $"it is larger than {SettingsDocument.MaxBytes} bytes";
        if (file.Length <= SettingsDocument.MaxBytes && SettingsDocument.TryParse(await File.ReadAllBytesAsync(_path, cancellationToken), out var document, out error)) return document;
        SetAside(error);
        return SettingsDocument.Empty;
    }

    void SetAside(string error)
    {
        var aside = string.Create(CultureInfo.InvariantCulture, $"{Name}.damaged-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}");
        File.Move(_path, Path.Combine(directory, aside), overwrite: true);
        LogDamaged(Name, error, aside);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{File} cannot be used, because {Reason}; it is kept as {Aside}, and the page begins with its defaults")]
    partial void LogDamaged(string file, string reason, string aside);
}

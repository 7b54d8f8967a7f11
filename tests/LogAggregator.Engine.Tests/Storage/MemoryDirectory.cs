using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using LogAggregator.Engine.Storage.Files;

namespace LogAggregator.Engine.Tests.Storage;

/// <summary>
/// A folder in memory that fails when told to, and that can be taken as it is at a moment: what a killed process, or a
/// power cut, leaves behind.
/// </summary>
sealed class MemoryDirectory : IStorageDirectory
{
    readonly Lock _lock = new();
    readonly Dictionary<string, MemoryFile> _files = [];

    /// <summary>Names as the disk has them after a power cut.</summary>
    Dictionary<string, MemoryFile> _syncedNames = [];
    bool _locked;

    public string Path => "memory";

    public long FreeBytes { get; set; } = long.MaxValue;

    /// <summary>Bytes that may still be written, all files together; then ENOSPC, after as much as there was room for.</summary>
    public long Room { get; set; } = long.MaxValue;

    /// <summary>Called before each change of the disk with what is done and to which file; throws to let it fail.</summary>
    public Action<string, string>? Fault { get; set; }

    /// <summary>Called before each opening of a file with its name; throws to let it fail.</summary>
    public Action<string>? ReadFault { get; set; }

    public static MemoryDirectory Of(IReadOnlyDictionary<string, byte[]> files)
    {
        var directory = new MemoryDirectory();
        foreach (var (name, bytes) in files) directory._files[name] = new MemoryFile(directory, name, bytes);
        directory.Sync();
        return directory;
    }

    public IReadOnlyList<string> List()
    {
        lock (_lock) return [.. _files.Keys.Order(StringComparer.Ordinal)];
    }

    public IStorageFile Create(string name)
    {
        OnChange("create", name);
        lock (_lock) return new Handle(_files[name] = new MemoryFile(this, name, []));
    }

    public IStorageFile Open(string name)
    {
        ReadFault?.Invoke(name);
        lock (_lock) return _files.TryGetValue(name, out var file) ? new Handle(file) : throw new FileNotFoundException(name);
    }

    public IStorageFile OpenToWrite(string name) => Open(name);

    public void Delete(string name)
    {
        OnChange("delete", name);
        lock (_lock) _files.Remove(name);
    }

    public void Rename(string name, string target)
    {
        OnChange("rename", name);
        lock (_lock)
        {
            _files[target] = _files[name];
            _files.Remove(name);
        }
    }

    public void Sync()
    {
        OnChange("sync", "");
        lock (_lock) _syncedNames = new Dictionary<string, MemoryFile>(_files);
    }

    public IDisposable Lock()
    {
        lock (_lock)
        {
            if (_locked) throw new StoreInUseException("locked");
            _locked = true;
            return new Unlock(this);
        }
    }

    public byte[] Bytes(string name)
    {
        lock (_lock) return _files[name].Written();
    }

    /// <summary>What a killed process leaves: everything that was handed to the system.</summary>
    public Dictionary<string, byte[]> AfterKill()
    {
        lock (_lock) return _files.ToDictionary(file => file.Key, file => file.Value.Written());
    }

    /// <summary>What a power cut leaves: what was synced, and of the rest a random part of each file's end.</summary>
    public Dictionary<string, byte[]> AfterPowerCut(Random random)
    {
        lock (_lock) return _syncedNames.ToDictionary(file => file.Key, file => file.Value.SyncedAndSome(random));
    }

    internal void OnChange(string what, string name) => Fault?.Invoke(what, name);

    /// <summary>How many of so many bytes there is room for.</summary>
    internal int TakeRoom(int bytes)
    {
        lock (_lock)
        {
            var taken = (int)Math.Min(bytes, Room);
            if (Room != long.MaxValue) Room -= taken;
            return taken;
        }
    }

    sealed class Unlock(MemoryDirectory directory) : IDisposable
    {
        public void Dispose() => directory._locked = false;
    }

    sealed class Handle(MemoryFile file) : IStorageFile
    {
        bool _disposed;

        public long Length => Opened.Length;

        MemoryFile Opened => _disposed ? throw new ObjectDisposedException(file.Name) : file;

        public int Read(long offset, Span<byte> destination) => Opened.Read(offset, destination);

        public void Write(long offset, ReadOnlySpan<byte> source) => Opened.Write(offset, source);

        public void Truncate(long length) => Opened.Truncate(length);

        public void Sync() => Opened.Sync();

        public void Dispose() => _disposed = true;
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LogAggregator.Engine.Storage.Files;

/// <summary>A folder of the file system, made if it is not there.</summary>
sealed class DiskDirectory : IStorageDirectory
{
    const string LockName = "lock";

    public DiskDirectory(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public long FreeBytes => StorageErrors.Unify(() => new DriveInfo(Path).AvailableFreeSpace);

    public IReadOnlyList<string> List() =>
        StorageErrors.Unify<string[]>(() => [.. new DirectoryInfo(Path).EnumerateFiles().Select(file => file.Name).Where(name => name != LockName).Order(StringComparer.Ordinal)]);

    public IStorageFile Create(string name) => DiskFile.Open(FullName(name), FileMode.Create, FileAccess.ReadWrite);

    public IStorageFile Open(string name) => DiskFile.Open(FullName(name), FileMode.Open, FileAccess.Read);

    public IStorageFile OpenToWrite(string name) => DiskFile.Open(FullName(name), FileMode.Open, FileAccess.ReadWrite);

    public void Delete(string name) => StorageErrors.Unify(() => File.Delete(FullName(name)));

    public void Rename(string name, string target) =>
        StorageErrors.Unify(() => File.Move(FullName(name), FullName(target), overwrite: true));

    public void Sync() => Posix.SyncDirectory(Path);

    public IDisposable Lock()
    {
        try
        {
            // FileShare.None is flock(2): released by the system when the process ends, however it ends.
            return new FileStream(FullName(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error.HResult == Posix.WouldBlock)
        {
            throw new StoreInUseException($"The store in {Path} is open in another process. Stop that one, or use another directory.", error);
        }
    }

    string FullName(string name) => System.IO.Path.Combine(Path, name);
}

using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Drift.Generated;

namespace ClickFunnels.Drift.Tests.Generated;

/// <summary>A copy of every input and output of code generation, where a test may change them.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clickfunnels-repository-");

    public RepositoryCopy()
    {
        Copy("", "nswag.json", "global.json");
        Copy("build", "*.proj", "*.csproj", "*.cs");
        Copy("build/templates", "*.liquid");
        Copy("build/templates/catalog", "*.liquid");
        Copy("generated", "*.csproj", "*.json");
        foreach (var contract in ContractList.Read(Repository.Root))
        {
            Copy(Path.GetDirectoryName(contract.Spec)!, Path.GetFileName(contract.Spec));
            Copy(contract.Folder, "*.g.cs", "*.sha256");
        }
    }

    public string Root => _folder.FullName;

    public string PathOf(string relativePath) => Path.Combine(Root, relativePath);

    /// <summary>Returns one hash over all files and their names.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Leaves NuGet with no feed and an empty packages folder.</summary>
    public Dictionary<string, string> WithoutPackages()
    {
        File.WriteAllText(PathOf("NuGet.config"), "<configuration><packageSources><clear /></packageSources></configuration>");
        return new() { ["NUGET_PACKAGES"] = PathOf("no-packages") };
    }

    /// <summary>Puts programs that fail before node and npm. The rest of the PATH stays, because the build needs its shell.</summary>
    public Dictionary<string, string> WithoutNode()
    {
        var folder = Directory.CreateDirectory(PathOf("no-node")).FullName;
        foreach (var name in (string[])["node", "npm", "npx"])
        {
            if (OperatingSystem.IsWindows())
            {
                File.WriteAllText(Path.Combine(folder, name + ".cmd"), "@exit /b 9009\r\n");
            }
            else
            {
                var program = Path.Combine(folder, name);
                File.WriteAllText(program, "#!/bin/sh\nexit 127\n");
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        return new() { ["PATH"] = folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH") };
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Copy(string folder, params string[] patterns)
    {
        Directory.CreateDirectory(PathOf(folder));
        foreach (var file in patterns.SelectMany(pattern => Directory.GetFiles(Path.Combine(Repository.Root, folder), pattern)))
        {
            File.Copy(file, Path.Combine(PathOf(folder), Path.GetFileName(file)));
        }
    }
}

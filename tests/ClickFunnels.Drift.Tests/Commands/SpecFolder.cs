using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Tests.Rules;

namespace ClickFunnels.Drift.Tests.Commands;

/// <summary>A folder with documents that differ in known ways; deleted at the end.</summary>
internal sealed class SpecFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("drift-tests-");

    public SpecFolder()
    {
        Old = Write("old.yaml", Specs.At(SchemaPosition.ResponseProperty, "type: string\nconst: a"));
        Breaking = Write("breaking.yaml", Specs.At(SchemaPosition.ResponseProperty, "type: string\nconst: b"));
        Warning = Write("warning.yaml", Specs.At(SchemaPosition.ResponseProperty, "type: string"));
        Elsewhere = Write("elsewhere.yaml", Specs.Paths("/others:\n  get:\n    responses:\n      '200':\n        description: Done."));
    }

    public string Old { get; }

    /// <summary>One breaking change from <see cref="Old"/>.</summary>
    public string Breaking { get; }

    /// <summary>One warning from <see cref="Old"/>; the way back is one info.</summary>
    public string Warning { get; }

    /// <summary>No operation of <see cref="Old"/>.</summary>
    public string Elsewhere { get; }

    public string At(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public IEnumerable<string> Files => _folder.GetFiles().Select(file => file.Name);

    public void Dispose() => _folder.Delete(recursive: true);
}

using System.Xml;
using System.Xml.Linq;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Generated;

/// <summary>A contract that code is generated from. Paths are relative to the repository.</summary>
/// <param name="Name">The name of the contract.</param>
/// <param name="Spec">The OpenAPI document.</param>
/// <param name="Folder">The folder of the generated files.</param>
internal sealed record ListedContract(string Name, string Spec, string Folder);

/// <summary>The contracts that build/codegen.proj lists.</summary>
internal static class ContractList
{
    public const string Project = "build/codegen.proj";

    /// <summary>Reads the list of a repository.</summary>
    /// <exception cref="InputException">The list cannot be read, or has no contract.</exception>
    public static IReadOnlyList<ListedContract> Read(string repository)
    {
        var path = Path.Combine(repository, Project);
        try
        {
            // Values are literal there, so the list is read without MSBuild.
            var contracts = XDocument.Load(path, LoadOptions.SetLineInfo).Descendants("Contract").Select(item => From(path, item)).ToList();
            return contracts.Count > 0
                ? contracts
                : throw new InputException(path, null, "The file lists no <Contract>, so there is nothing to generate from.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or XmlException)
        {
            throw new InputException(path, null, $"The list of contracts cannot be read: {exception.Message}", exception);
        }
    }

    private static ListedContract From(string path, XElement item) =>
        new(Value(path, item, "Include"), Value(path, item, "Spec"), Value(path, item, "Folder"));

    private static string Value(string path, XElement item, string name)
    {
        if (item.Attribute(name)?.Value is { Length: > 0 } value && !value.Contains('$', StringComparison.Ordinal))
        {
            return value;
        }

        var line = (IXmlLineInfo)item;
        var position = line.HasLineInfo() ? new SourcePosition(line.LineNumber, line.LinePosition) : (SourcePosition?)null;
        throw new InputException(path, position, $"A <Contract> needs the attribute {name} with a literal value.");
    }
}

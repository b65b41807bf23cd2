using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ClickFunnels.Migration.Tests.Documents;

/// <summary>The sentences of the XML documentation as Markdown, so that pages need no copy of them.</summary>
internal static partial class XmlSummaries
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.ChangeExtension(typeof(MigrationRules).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(static member => member.Attribute("name")!.Value);

    /// <summary>The summary of a property, or the text of the parameter that declares it.</summary>
    public static string OfProperty(Type type, string property) =>
        Members.TryGetValue($"P:{type.FullName}.{property}", out var member) && member.Element("summary") is { } summary
            ? Text(summary)
            : Text(Members[$"T:{type.FullName}"].Elements("param").Single(param => param.Attribute("name")!.Value == property));

    /// <summary>The summary of a value of an enumeration.</summary>
    public static string OfValue(Type type, string value) => Text(Members[$"F:{type.FullName}.{value}"].Element("summary")!);

    public static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static string Text(XElement element)
    {
        var text = new XElement(element);
        foreach (var reference in text.Descendants("see").ToList())
        {
            var name = reference.Attribute("cref")!.Value;
            reference.ReplaceWith($"`{Snake(name[(name.LastIndexOf('.') + 1)..])}`");
        }

        foreach (var code in text.Descendants("c").ToList())
        {
            code.ReplaceWith($"`{code.Value}`");
        }

        return SpacePattern().Replace(text.Value, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex SpacePattern();
}

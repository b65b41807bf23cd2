using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Seeding;

/// <summary>The form in which a reference is stored, by the schema of its place.</summary>
internal enum ReferenceForm
{
    /// <summary>The numeric id.</summary>
    Number,

    /// <summary>A text: the public id, where records have one.</summary>
    Text,

    /// <summary>An object with the id.</summary>
    Object,
}

/// <summary>A reference to a record: <c>$name</c>, or <c>$name.field</c> for the value of one of its fields.</summary>
/// <param name="Name">Name of the record.</param>
/// <param name="Path">Fields, indexes or names of list items that lead to the value; empty for the record itself.</param>
/// <param name="Pointer">The place of the reference.</param>
/// <param name="Form">The form in which it is stored.</param>
internal sealed record SeedReference(string Name, IReadOnlyList<string> Path, string Pointer, ReferenceForm Form)
{
    private const char Sign = '$';

    /// <summary>Returns true for the text of a reference. Two signs at the start are one sign of a text.</summary>
    public static bool Is(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && Is(text);

    public static bool Is(string text) => text.Length > 1 && text[0] == Sign && text[1] != Sign;

    /// <summary>Returns the text that a value of the file means.</summary>
    public static string Unescape(string text) => text.StartsWith("$$", StringComparison.Ordinal) ? text[1..] : text;

    /// <summary>Returns a text so that it is not read as a reference.</summary>
    public static string Escape(string text) => text.StartsWith(Sign) ? Sign + text : text;

    /// <summary>Reads a reference; null if its name or path is not valid.</summary>
    public static SeedReference? Parse(string text, string pointer, ReferenceForm form)
    {
        var parts = text[1..].Split('.');
        return SeedName.IsValid(parts[0]) && parts.All(part => part.Length is > 0 and <= 100)
            ? new SeedReference(parts[0], parts[1..], pointer, form)
            : null;
    }
}

/// <summary>The names of records in seed files.</summary>
internal static class SeedName
{
    public const string Rule = "A name begins with a letter or _, and has letters, digits, _ and - only, 100 at most.";

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 100
        && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');
}

using System.Globalization;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Operations;

/// <summary>One step to a field: a name, a position in a list, or the end of a list.</summary>
/// <param name="Name">The name; null for a step in a list.</param>
/// <param name="Index">The position; null for the end of the list.</param>
internal readonly record struct PathStep(string? Name, int? Index)
{
    public bool IsInList => Name is null;
}

/// <summary>
/// An argument of <c>--set</c>: <c>name=Shirt</c>, <c>address.city=Paris</c>, <c>tag_ids[]=7</c>, <c>items[0].name=A</c>,
/// <c>custom_attributes["a.b"]=x</c>, or <c>tag_ids:=[1,2]</c> with JSON as its value.
/// </summary>
internal sealed record Assignment(IReadOnlyList<PathStep> Path, string Text, string Value, bool IsJson)
{
    private const int MaximumDepth = 20;
    private const int MaximumIndex = 10_000;

    public static Assignment Parse(string argument, string option)
    {
        var steps = new List<PathStep>();
        var position = 0;
        while (true)
        {
            steps.Add(ReadStep(argument, ref position, isFirst: steps.Count == 0, option));
            if (steps.Count > MaximumDepth)
            {
                throw Wrong(argument, option, $"a path has at most {MaximumDepth} parts");
            }

            if (position >= argument.Length)
            {
                throw Wrong(argument, option, "there is no = after the name of the field");
            }

            if (argument[position] == '=')
            {
                return new Assignment(steps, argument[..position], argument[(position + 1)..], false);
            }

            if (argument[position] == ':' && position + 1 < argument.Length && argument[position + 1] == '=')
            {
                return new Assignment(steps, argument[..position], argument[(position + 2)..], true);
            }
        }
    }

    private static PathStep ReadStep(string argument, ref int position, bool isFirst, string option)
    {
        if (argument.Length > position && argument[position] == '[' && !isFirst)
        {
            return ReadBrackets(argument, ref position, option);
        }

        if (!isFirst)
        {
            if (argument[position] != '.')
            {
                throw Wrong(argument, option, $"the character {position + 1} is none of . [ = and :=");
            }

            position++;
        }

        var end = argument.AsSpan(position).IndexOfAny(".[=:");
        if (end <= 0)
        {
            throw Wrong(argument, option, end < 0 ? "there is no = after the name of the field" : "a name is empty");
        }

        var name = argument.Substring(position, end);
        position += end;
        return new PathStep(name, null);
    }

    private static PathStep ReadBrackets(string argument, ref int position, string option)
    {
        if (argument.AsSpan(position).StartsWith("[\""))
        {
            var quote = argument.IndexOf("\"]", position + 2, StringComparison.Ordinal);
            if (quote < 0)
            {
                throw Wrong(argument, option, "a quoted name does not end with \"]");
            }

            var name = argument[(position + 2)..quote];
            position = quote + 2;
            return new PathStep(name, null);
        }

        var end = argument.IndexOf(']', position);
        if (end < 0)
        {
            throw Wrong(argument, option, "a [ has no ]");
        }

        var inside = argument[(position + 1)..end];
        position = end + 1;
        if (inside.Length == 0)
        {
            return new PathStep(null, null);
        }

        return int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= MaximumIndex
            ? new PathStep(null, index)
            : throw Wrong(argument, option, $"between [ and ] is a position from 0 to {MaximumIndex}, nothing, or a name in quotes");
    }

    // The value may be a secret, so the message names the path only.
    private static CliException Wrong(string argument, string option, string reason)
    {
        var end = argument.IndexOf('=', StringComparison.Ordinal);
        var shown = end < 0 ? argument : argument[..end] + "=…";
        return CliException.Usage($"{option} {shown} cannot be read: {reason}. Write it as field=value, for example name=Shirt.");
    }
}

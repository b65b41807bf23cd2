using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickFunnels.Analyzers;

/// <summary>
/// Reports constant texts that become a value of an open enumeration and are almost one of its known values. A new value of the service
/// is not reported, because it resembles none.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MisspelledValueAnalyzer : ClientAnalyzer
{
    /// <summary>The key of the member that replaces the text.</summary>
    internal const string Replacement = nameof(Replacement);

    /// <summary>The key of the name of the enumeration, with its namespace.</summary>
    internal const string Enumeration = nameof(Enumeration);

    private const int ShortestValue = 5;
    private const int LongestValue = 100;

    /// <summary>Values that resemble no known one, but are known mistakes.</summary>
    private static readonly ImmutableDictionary<(string Type, string Value), string> Mistakes = new Dictionary<(string, string), string>
    {
        [("BlogPostVisibility", "published")] = "Public",
    }.ToImmutableDictionary();

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.MisspelledValue);

    private protected override void Start(CompilationStartAnalysisContext context, ClientTypes client)
    {
        if (client.Core("IOpenEnumeration`1") is not { } enumeration)
        {
            return;
        }

        context.RegisterOperationAction(
            operation =>
            {
                var conversion = (IConversionOperation)operation.Operation;
                if (conversion.OperatorMethod is not null)
                {
                    Check(operation, conversion.Type, conversion.Operand, enumeration);
                }
            },
            OperationKind.Conversion
        );
        context.RegisterOperationAction(
            operation =>
            {
                var creation = (IObjectCreationOperation)operation.Operation;
                if (creation.Arguments.Length == 1)
                {
                    Check(operation, creation.Type, creation.Arguments[0].Value, enumeration);
                }
            },
            OperationKind.ObjectCreation
        );
    }

    private static void Check(OperationAnalysisContext context, ITypeSymbol? type, IOperation value, INamedTypeSymbol enumeration)
    {
        // The conversion to a nullable value has the nullable type.
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        if (
            type is not INamedTypeSymbol open
            || value.ConstantText() is not { Length: > 0 and <= LongestValue } text
            || !open.AllInterfaces.Any(other => other.Is(enumeration))
            || MemberFor(open, text) is not { } member
        )
        {
            return;
        }

        var properties = ImmutableDictionary<string, string?>.Empty.Add(Replacement, member).Add(Enumeration, open.ToDisplayString());
        context.ReportDiagnostic(Diagnostic.Create(Rules.MisspelledValue, value.Syntax.GetLocation(), properties, text, open.Name, member));
    }

    private static string? MemberFor(INamedTypeSymbol enumeration, string text)
    {
        if (Mistakes.TryGetValue((enumeration.Name, text), out var known))
        {
            return enumeration.GetMembers(known).IsEmpty ? null : known;
        }

        var value = Letters(text);
        if (value.Length < ShortestValue)
        {
            return null;
        }

        // Members are named after their values: PastDue is past_due.
        var members = enumeration
            .GetMembers()
            .OfType<IPropertySymbol>()
            .Where(property => property.IsStatic && property.Type.Is(enumeration))
            .Select(static property => property.Name)
            .ToList();
        return members.Exists(member => Letters(member) == value)
            ? null
            : members.Find(member => EditDistance.IsWithin(value, Letters(member), value.Length < 8 ? 1 : 2));
    }

    private static string Letters(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}

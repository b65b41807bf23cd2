using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickFunnels.Drift.Surface;

/// <summary>Writes types and members as C# declarations, one per line.</summary>
internal sealed class SurfaceWriter(StringBuilder listing, SemanticModel model, int position)
{
    /// <summary>Attributes that matter to callers.</summary>
    private static readonly HashSet<string> Attributes = new(StringComparer.Ordinal)
    {
        "ObsoleteAttribute",
        "FlagsAttribute",
        "ExperimentalAttribute",
        "EditorBrowsableAttribute",
        "RequiresUnreferencedCodeAttribute",
        "RequiresDynamicCodeAttribute",
    };

    private static readonly SymbolDisplayFormat Names = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral
    );

    private static readonly SymbolDisplayFormat Declarations = Names
        .AddGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeConstraints)
        .WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeAccessibility
                | SymbolDisplayMemberOptions.IncludeModifiers
                | SymbolDisplayMemberOptions.IncludeType
                | SymbolDisplayMemberOptions.IncludeRef
                | SymbolDisplayMemberOptions.IncludeParameters
                | SymbolDisplayMemberOptions.IncludeConstantValue
        )
        .WithParameterOptions(
            SymbolDisplayParameterOptions.IncludeType
                | SymbolDisplayParameterOptions.IncludeName
                | SymbolDisplayParameterOptions.IncludeModifiers
                | SymbolDisplayParameterOptions.IncludeDefaultValue
                | SymbolDisplayParameterOptions.IncludeExtensionThis
        )
        .WithKindOptions(SymbolDisplayKindOptions.IncludeMemberKeyword);

    /// <summary>The name of a type in its own declaration.</summary>
    private static readonly SymbolDisplayFormat OwnName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: Names.GenericsOptions | SymbolDisplayGenericsOptions.IncludeVariance,
        miscellaneousOptions: Names.MiscellaneousOptions
    );

    private static readonly SymbolDisplayFormat OwnNameWithConstraints = OwnName.AddGenericsOptions(
        SymbolDisplayGenericsOptions.IncludeTypeConstraints
    );

    public void WriteTypes(IEnumerable<INamedTypeSymbol> types, int depth)
    {
        foreach (
            var type in types.Where(SurfaceSymbols.IsVisible).OrderBy(type => type.Name, StringComparer.Ordinal).ThenBy(type => type.Arity)
        )
        {
            WriteType(type, depth);
        }
    }

    private void WriteType(INamedTypeSymbol type, int depth)
    {
        WriteAttributes(type, depth);
        if (type is { TypeKind: TypeKind.Delegate, DelegateInvokeMethod: { } invoke })
        {
            Line(
                depth,
                $"{Accessibility(type)} delegate {Show(invoke.ReturnType)} "
                    + $"{type.ToDisplayString(OwnName)}("
                    + string.Join(", ", invoke.Parameters.Select(parameter => Show(parameter, Declarations)))
                    + $"){Constraints(type)};"
            );
            return;
        }

        Line(
            depth,
            $"{Accessibility(type)} {Modifiers(type)}{Keyword(type)} {type.ToDisplayString(OwnName)}{Bases(type)}{Constraints(type)}"
        );
        Line(depth, "{");
        if (type.TypeKind == TypeKind.Enum)
        {
            WriteValues(type, depth + 1);
        }
        else
        {
            WriteMembers(type, depth + 1);
        }

        WriteTypes(type.GetTypeMembers(), depth + 1);
        Line(depth, "}");
    }

    private void WriteValues(INamedTypeSymbol type, int depth)
    {
        foreach (
            var value in type.GetMembers()
                .OfType<IFieldSymbol>()
                .Where(field => field.HasConstantValue)
                .OrderBy(field => Convert.ToDecimal(field.ConstantValue, CultureInfo.InvariantCulture))
                .ThenBy(field => field.Name, StringComparer.Ordinal)
        )
        {
            WriteAttributes(value, depth);
            Line(depth, string.Create(CultureInfo.InvariantCulture, $"{value.Name} = {value.ConstantValue},"));
        }
    }

    private void WriteMembers(INamedTypeSymbol type, int depth)
    {
        var members = SurfaceSymbols.Members(type).Select(member => (Symbol: member, Text: Declaration(member)));
        foreach (
            var (member, text) in members
                .OrderBy(member => Order(member.Symbol))
                .ThenBy(member => member.Symbol.Name, StringComparer.Ordinal)
                .ThenBy(member => member.Text, StringComparer.Ordinal)
        )
        {
            WriteAttributes(member, depth);
            Line(depth, text);
        }
    }

    private string Declaration(ISymbol member)
    {
        var text = Text(member);
        if (member.ContainingType.TypeKind != TypeKind.Interface)
        {
            return text;
        }
        // True if implementers have to add it.
        return (member.IsStatic, member.IsAbstract) switch
        {
            (true, true) => text.Replace("static ", "static abstract ", StringComparison.Ordinal),
            (false, false) => "virtual " + text.Replace("public ", "", StringComparison.Ordinal),
            _ => text,
        };
    }

    private string Text(ISymbol member) =>
        member switch
        {
            IPropertySymbol property => $"{Show(property, Declarations)} {{ "
                + Accessor(property.GetMethod, "get")
                + Accessor(property.SetMethod, property.SetMethod?.IsInitOnly == true ? "init" : "set")
                + "}",
            _ => Show(member, Declarations) + ";",
        };

    private static string Accessor(IMethodSymbol? method, string keyword) =>
        method is null || !SurfaceSymbols.IsVisible(method) ? ""
        : method.AssociatedSymbol is { } owner && owner.DeclaredAccessibility != method.DeclaredAccessibility
            ? $"{Accessibility(method)} {keyword}; "
        : keyword + "; ";

    private void WriteAttributes(ISymbol symbol, int depth)
    {
        foreach (
            var attribute in symbol
                .GetAttributes()
                .Where(attribute => Attributes.Contains(attribute.AttributeClass?.Name ?? ""))
                .Select(Text)
                .Order(StringComparer.Ordinal)
        )
        {
            Line(depth, attribute);
        }
    }

    private static string Text(AttributeData attribute)
    {
        var name = attribute.AttributeClass!.Name[..^"Attribute".Length];
        var arguments = attribute
            .ConstructorArguments.Select(argument => argument.ToCSharpString())
            .Concat(attribute.NamedArguments.Select(argument => $"{argument.Key} = {argument.Value.ToCSharpString()}"));
        var list = string.Join(", ", arguments);
        return list.Length == 0 ? $"[{name}]" : $"[{name}({list})]";
    }

    private string Bases(INamedTypeSymbol type)
    {
        if (type is { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying })
        {
            return underlying.SpecialType == SpecialType.System_Int32 ? "" : $" : {Show(underlying)}";
        }

        var bases = type.Interfaces.Where(SurfaceSymbols.IsVisible).Select(Show).Order(StringComparer.Ordinal).ToList();
        if (type is { TypeKind: TypeKind.Class, BaseType: { SpecialType: not SpecialType.System_Object } baseType })
        {
            bases.Insert(0, Show(baseType));
        }

        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static string Constraints(INamedTypeSymbol type) =>
        type.ToDisplayString(OwnNameWithConstraints)[type.ToDisplayString(OwnName).Length..];

    private string Show(ITypeSymbol type) => Show(type, Names);

    private string Show(ISymbol symbol, SymbolDisplayFormat format) => symbol.ToMinimalDisplayString(model, position, format);

    private static string Accessibility(ISymbol symbol) =>
        symbol.DeclaredAccessibility == Microsoft.CodeAnalysis.Accessibility.Public ? "public" : "protected";

    private static string Modifiers(INamedTypeSymbol type) =>
        type switch
        {
            { TypeKind: TypeKind.Class, IsStatic: true } => "static ",
            { TypeKind: TypeKind.Class, IsAbstract: true } => "abstract ",
            { TypeKind: TypeKind.Class, IsSealed: true } => "sealed ",
            { TypeKind: TypeKind.Struct } => (type.IsReadOnly ? "readonly " : "") + (type.IsRefLikeType ? "ref " : ""),
            _ => "",
        };

    private static string Keyword(INamedTypeSymbol type) =>
        type.TypeKind switch
        {
            TypeKind.Enum => "enum",
            TypeKind.Interface => "interface",
            TypeKind.Struct => "struct",
            _ => type.IsRecord ? "record" : "class",
        };

    private static int Order(ISymbol member) =>
        member switch
        {
            IFieldSymbol { IsConst: true } => 0,
            IFieldSymbol => 1,
            IMethodSymbol { MethodKind: MethodKind.Constructor } => 2,
            IPropertySymbol => 3,
            IEventSymbol => 4,
            IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } => 6,
            _ => 5,
        };

    private void Line(int depth, string text) => listing.Append(' ', depth * 4).Append(text).Append('\n');
}

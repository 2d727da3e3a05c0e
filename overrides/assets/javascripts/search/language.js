// Whether words are in another language than the site's. Knows no page.

/** @type {[string, string][]} */
const WORDS = [
  [
    "Spanish",
    "el los las una del por para con sin puedo puede después despues antes espalda cuello pierna piernas dolor cirugía cirugia operación operacion columna masaje masajes mi mis está tengo no-puedo orinar respirar fiebre herida",
  ],
  [
    "French",
    "le les des une du avec sans après apres avant peut puis-je dos cou jambe jambes douleur opération chirurgie colonne mon mes est-ce j'ai je ne pas fièvre fievre cicatrice vertèbre",
  ],
  [
    "German",
    "der das den dem ein eine nach vor mit ohne kann ich rücken ruecken nacken bein beine schmerz schmerzen operation-nach wirbelsäule bandscheibe bandscheibenvorfall mein meine ist nicht fieber narbe und taub",
  ],
  [
    "Portuguese",
    "os uma depois para com sem posso costas pescoço perna pernas dor dores cirurgia coluna massagem minha meu não febre cicatriz",
  ],
  [
    "Italian",
    "il gli una dopo prima con senza posso schiena collo gamba gambe dolore dolori intervento chirurgia colonna massaggio mio mia sono non febbre cicatrice",
  ],
  [
    "Dutch",
    "het een na voor met zonder mag ik rug nek been benen pijn operatie wervelkolom mijn niet koorts litteken en",
  ],
  [
    "Polish",
    "po przed bez mogę moge plecy kark noga nogi ból bol operacji operacja kręgosłup kregoslup kręgosłupa masaż masaz mój moja nie gorączka",
  ],
]
/** @type {[string, RegExp][]} */
const SCRIPTS = [
  ["Russian or another language in Cyrillic", /\p{Script=Cyrillic}{2}/u],
  ["Chinese or Japanese", /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["Korean", /\p{Script=Hangul}/u],
  ["Arabic or Persian", /\p{Script=Arabic}{2}/u],
  ["Hebrew", /\p{Script=Hebrew}{2}/u],
  ["Hindi or another language in Devanagari", /\p{Script=Devanagari}/u],
  ["Greek", /\p{Script=Greek}{3}/u],
]
const LISTS = WORDS.map(([name, words]) => /** @type {[string, Set<string>]} */ ([name, new Set(words.split(" "))]))

/**
 * The language of a query that is not in English, as far as its words or letters show.
 * @param {string} query
 * @param {(word: string) => boolean} english whether the site has that word
 */
export function language(query, english) {
  const script = SCRIPTS.find(([, letters]) => letters.test(query))
  if (script) return script[0]
  const words = query.toLowerCase().match(/[\p{L}'’-]+/gu) ?? []
  const counts = LISTS.map(([name, list]) => ({ name, count: words.filter((word) => list.has(word)).length }))
  const [most] = counts.sort((a, b) => b.count - a.count)
  const ours = words.filter((word) => english(word)).length
  return most.count >= 2 && most.count > ours ? most.name : null
}
